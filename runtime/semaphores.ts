// Semaphore and BoundedSemaphore.
// Not here: the line that waiters stand in (waiters.ts).
// Invariant: a permit is free, held, or on its way to a waiter that has been woken; none gets lost.

import { Acquirable } from "./acquirable.ts";
import { CancelledError } from "./exceptions.ts";
import { describe } from "./locks.ts";
import { methods } from "./marks.ts";
import { requireCount } from "./options.ts";
import { LoopBinding, WaitQueue } from "./waiters.ts";

/**
 * A number of permits, given in the order of coming. Mirrors `asyncio.Semaphore`.
 *
 * `await using _ = semaphore` holds a permit for a block.
 *
 * @example
 * ```ts
 * import { gather, run, Semaphore, sleep } from "tsyncio";
 * const semaphore = new Semaphore(2);
 * let atWork = 0;
 * let most = 0;
 * async function work() {
 *   await semaphore.acquire();
 *   most = Math.max(most, ++atWork);
 *   await sleep(0.001);
 *   atWork--;
 *   semaphore.release();
 * }
 * async function main() {
 *   await gather(work(), work(), work(), work());
 *   return most;
 * }
 * await run(main()); // -> 2
 * ```
 */
export class Semaphore extends Acquirable {
  #value: number;
  readonly #waiters = new WaitQueue();
  readonly #binding = new LoopBinding(this);

  /** @throws RangeError (Python's ValueError) when `value`, the number of permits, is negative. */
  constructor(value = 1) {
    super();
    requireCount("the initial value of a semaphore", value, 0);
    this.#value = value;
  }

  /** Whether whoever asks for a permit now has to wait. */
  locked(): boolean {
    return this.#value === 0 || this.#waiters.isLive;
  }

  /** Waits for a permit, and takes it. Returns true. */
  override acquire(): Promise<true>;
  override *acquire(): unknown {
    if (this.locked()) yield* this.#wait();
    else this.#value--;
    return true;
  }

  *#wait(): Generator<unknown, void, unknown> {
    const waiter = this.#waiters.join(this.#binding);
    try {
      yield waiter.future;
      this.#waiters.leave(waiter);
    } catch (error) {
      this.#waiters.leave(waiter);
      // Its permit was on the way already: it goes back.
      if (waiter.woken && error instanceof CancelledError) this.#value++;
      throw error;
    } finally {
      // Others may have had to wait only because this one was before them.
      while (this.#value > 0 && this.#wakeNext());
    }
  }

  /** Gives a permit back. */
  override release(): void {
    this.#value++;
    this.#wakeNext();
  }

  /** The permit goes to the waiter at once, so that nobody gets ahead of it. */
  #wakeNext(): boolean {
    if (!this.#waiters.wake()) return false;
    this.#value--;
    return true;
  }

  /** @internal How many permits are free. */
  get _value(): number {
    return this.#value;
  }

  override toString(): string {
    const state = this.locked() ? "locked" : `unlocked, value:${this.#value}`;
    return `<${this.constructor.name} [${describe(state, this.#waiters)}]>`;
  }
}

methods(Semaphore, ["acquire"]);

/**
 * A Semaphore that refuses to get more permits back than it was made with. Mirrors `asyncio.BoundedSemaphore`.
 *
 * @example
 * ```ts
 * import { BoundedSemaphore } from "tsyncio";
 * const semaphore = new BoundedSemaphore(1);
 * let refused: unknown;
 * try {
 *   semaphore.release();
 * } catch (error) {
 *   refused = error;
 * }
 * refused instanceof RangeError; // -> true
 * ```
 */
export class BoundedSemaphore extends Semaphore {
  readonly #bound: number;

  constructor(value = 1) {
    super(value);
    this.#bound = value;
  }

  /** Gives a permit back. @throws RangeError (Python's ValueError) when all are there. */
  override release(): void {
    if (this._value >= this.#bound) throw new RangeError(`${this} was released too many times`);
    super.release();
  }
}
