// The timers of a loop: a heap by deadline, equal deadlines in the order they were registered.
// Not here: who waits for the head's deadline (loop.ts).
// Invariant: the head is the earliest timer; cancelled ones are dropped when they come to the head, or in bulk.

import type { TimerHandle } from "./events.ts";

/** Below this many timers, cancelled ones are not worth looking for. */
const MIN_SCHEDULED = 100;
/** Above this share of cancelled timers, all of them are thrown out. */
const MIN_CANCELLED_FRACTION = 0.5;

function isBefore(a: TimerHandle, b: TimerHandle): boolean {
  return a.when() < b.when() || (a.when() === b.when() && a._sequence < b._sequence);
}

export class Timers {
  #heap: TimerHandle[] = [];
  #cancelled = 0;

  push(handle: TimerHandle): void {
    this.#heap.push(handle);
    this.#rise(this.#heap.length - 1);
  }

  /** Takes out the head if it is due at `now`. */
  popDue(now: number): TimerHandle | undefined {
    const head = this.head();
    return head !== undefined && head.when() <= now ? this.#pop() : undefined;
  }

  /** The earliest timer that is not cancelled. */
  head(): TimerHandle | undefined {
    if (this.#heap.length > MIN_SCHEDULED && this.#cancelled > this.#heap.length * MIN_CANCELLED_FRACTION) {
      this.#purge();
    }
    while (this.#heap[0]?.cancelled()) {
      this.#cancelled--;
      this.#pop();
    }
    return this.#heap[0];
  }

  /** How many timers the heap holds, cancelled ones included. */
  get size(): number {
    return this.#heap.length;
  }

  /** A timer that is in the heap is being cancelled. */
  noteCancelled(): void {
    this.#cancelled++;
  }

  clear(): void {
    this.#heap = [];
    this.#cancelled = 0;
  }

  #purge(): void {
    const all = this.#heap;
    this.clear();
    for (const handle of all) if (!handle.cancelled()) this.push(handle);
  }

  #pop(): TimerHandle {
    const heap = this.#heap;
    const head = heap[0] as TimerHandle;
    const last = heap.pop() as TimerHandle;
    head._scheduled = false;
    if (head !== last) {
      heap[0] = last;
      this.#sink(0);
    }
    return head;
  }

  #rise(index: number): void {
    const heap = this.#heap;
    const handle = heap[index] as TimerHandle;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above] as TimerHandle;
      if (!isBefore(handle, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = handle;
  }

  #sink(index: number): void {
    const heap = this.#heap;
    const handle = heap[index] as TimerHandle;
    for (;;) {
      let below = 2 * index + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as TimerHandle, heap[below] as TimerHandle))
        below++;
      const child = heap[below] as TimerHandle;
      if (!isBefore(child, handle)) break;
      heap[index] = child;
      index = below;
    }
    heap[index] = handle;
  }
}
