// WaitQueue: tasks that wait in line. Locks, events, conditions, semaphores and queues are built on it.
// Not here: what they wait for, and who may go first; that is the business of each of them.
// Invariant: a waiter is in the line until it is woken or it leaves; one that is woken is counted until it has run.

import { type AbstractEventLoop, getRunningLoop } from "./events.ts";
import { RuntimeError } from "./exceptions.ts";
import type { Future } from "./futures.ts";

/** A place in a WaitQueue: await its `future`, then leave. */
export class Waiter {
  readonly future: Future<void>;
  /** Whether it was woken, rather than cancelled. */
  woken = false;
  previous: Waiter | undefined;
  next: Waiter | undefined;

  constructor(future: Future<void>) {
    this.future = future;
  }
}

/**
 * A line of waiting tasks, first come, first woken. A linked list, because a waiter that is cancelled leaves from the
 * middle. A Set keeps the slots of members that were deleted, so that finding its first one takes longer and longer.
 */
export class WaitQueue {
  #first: Waiter | undefined;
  #last: Waiter | undefined;
  /** How many have been woken and have not run yet. */
  #woken = 0;
  #waiting = 0;

  /** How many have joined and not left. */
  get length(): number {
    return this.#waiting + this.#woken;
  }

  /** Whether somebody who was not cancelled waits, or has been woken and is about to run. */
  get isLive(): boolean {
    return this.#woken > 0 || this.#firstPending() !== undefined;
  }

  /** Takes the last place. The futures belong to the loop that `binding` names. */
  join(binding: LoopBinding): Waiter {
    const waiter = new Waiter(binding.loop().createFuture<void>());
    waiter.previous = this.#last;
    if (this.#last === undefined) this.#first = waiter;
    else this.#last.next = waiter;
    this.#last = waiter;
    this.#waiting++;
    return waiter;
  }

  /** What a waiter does first when it runs again, woken or cancelled. */
  leave(waiter: Waiter): void {
    if (waiter.woken) this.#woken--;
    else this.#remove(waiter);
  }

  /** Wakes the first who is not cancelled. Returns whether there was one. */
  wake(): boolean {
    const waiter = this.#firstPending();
    if (waiter === undefined) return false;
    this.#wake(waiter);
    return true;
  }

  /**
   * Wakes the first, unless one has been woken already. Where the first was cancelled, nobody is woken: when it
   * runs, it passes the wake-up on.
   */
  wakeFirst(): void {
    if (this.#woken === 0 && this.#first?.future.done() === false) this.#wake(this.#first);
  }

  #wake(waiter: Waiter): void {
    this.#remove(waiter);
    this.#woken++;
    waiter.woken = true;
    waiter.future.setResult();
  }

  #firstPending(): Waiter | undefined {
    let waiter = this.#first;
    while (waiter?.future.done()) waiter = waiter.next;
    return waiter;
  }

  #remove({ previous, next }: Waiter): void {
    if (previous === undefined) this.#first = next;
    else previous.next = next;
    if (next === undefined) this.#last = previous;
    else next.previous = previous;
    this.#waiting--;
  }
}

/** Which loop a primitive belongs to: the one on which somebody had to wait for it first. */
export class LoopBinding {
  #loop: AbstractEventLoop | undefined;
  readonly #owner: object | string;

  constructor(owner: object | string) {
    this.#owner = owner;
  }

  /** The running loop. @throws RuntimeError when somebody has waited on another loop before. */
  loop(): AbstractEventLoop {
    const loop = getRunningLoop();
    this.#loop ??= loop;
    if (this.#loop !== loop)
      throw new RuntimeError(`${this.#owner} is bound to a different event loop: make one for each loop`);
    return loop;
  }
}
