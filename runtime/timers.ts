// The timers of a loop: the earliest deadline first, equal deadlines in the order in which they were registered.
// Not here: the heap (heap.ts), and who waits for the head's deadline (turns.ts).
// Invariant: the head is the earliest timer; cancelled ones are dropped when they come to the head, or in bulk.

import type { TimerHandle } from "./events.ts";
import { Heap } from "./heap.ts";

/** Below this many timers, cancelled ones are not worth looking for. */
const MIN_SCHEDULED = 100;
/** Above this share of cancelled timers, all of them are thrown out. */
const MIN_CANCELLED_FRACTION = 0.5;

function isBefore(a: TimerHandle, b: TimerHandle): boolean {
  return a.when() < b.when() || (a.when() === b.when() && a._sequence < b._sequence);
}

export class Timers extends Heap<TimerHandle> {
  #cancelled = 0;

  constructor() {
    super(isBefore);
  }

  /** Takes out the head if it is due at `now`. */
  popDue(now: number): TimerHandle | undefined {
    const head = this.head();
    return head !== undefined && head.when() <= now ? this.take() : undefined;
  }

  /** The earliest timer that is not cancelled. */
  head(): TimerHandle | undefined {
    if (this.length > MIN_SCHEDULED && this.#cancelled > this.length * MIN_CANCELLED_FRACTION) this.#purge();
    while (this.first?.cancelled()) {
      this.#cancelled--;
      this.take();
    }
    return this.first;
  }

  override take(): TimerHandle {
    const handle = super.take();
    handle._scheduled = false;
    return handle;
  }

  /** A timer that is in the heap is being cancelled. */
  noteCancelled(): void {
    this.#cancelled++;
  }

  override clear(): TimerHandle[] {
    this.#cancelled = 0;
    return super.clear();
  }

  #purge(): void {
    for (const handle of this.clear()) if (!handle.cancelled()) this.push(handle);
  }
}
