// Barrier: so many tasks meet before any of them goes on.
// Invariant: while a barrier drains or is being reset, nobody new gets in.

import { asyncEnter, asyncExit } from "./coroutines.ts";
import { nameClass, RuntimeError } from "./exceptions.ts";
import { Inspectable } from "./inspectable.ts";
import { Condition } from "./locks.ts";
import { methods } from "./marks.ts";
import { requireCount } from "./options.ts";

/**
 * A Barrier was aborted, or reset while one waited there. Mirrors `asyncio.BrokenBarrierError`.
 *
 * @example
 * ```ts
 * import { Barrier, BrokenBarrierError, createTask, run, sleep } from "tsyncio";
 * async function main() {
 *   const barrier = new Barrier(2);
 *   const waiting = createTask(barrier.wait());
 *   await sleep(0);
 *   await barrier.abort();
 *   try {
 *     await waiting;
 *   } catch (error) {
 *     return error instanceof BrokenBarrierError;
 *   }
 * }
 * await run(main()); // -> true
 * ```
 */
export class BrokenBarrierError extends RuntimeError {}
nameClass(BrokenBarrierError, "BrokenBarrierError");

type State = "filling" | "draining" | "resetting" | "broken";

/**
 * A place where `parties` tasks wait for one another, again and again. Mirrors `asyncio.Barrier`.
 *
 * @example
 * ```ts
 * import { Barrier, gather, run } from "tsyncio";
 * async function main() {
 *   const barrier = new Barrier(3);
 *   return await gather(barrier.wait(), barrier.wait(), barrier.wait());
 * }
 * (await run(main())).sort(); // -> [0, 1, 2]
 * ```
 */
export class Barrier extends Inspectable {
  readonly #parties: number;
  #state: State = "filling";
  /** How many are inside: waiting, or on their way out. */
  #count = 0;
  /** Notified whenever the state changes. */
  readonly #changed = new Condition();

  /** @throws RangeError (Python's ValueError) when `parties` is less than one. */
  constructor(parties: number) {
    super();
    requireCount("the parties of a barrier", parties, 1);
    this.#parties = parties;
  }

  /** How many tasks it takes to go on. */
  get parties(): number {
    return this.#parties;
  }

  /** How many wait. Mirrors `Barrier.n_waiting`. */
  get nWaiting(): number {
    return this.#state === "filling" ? this.#count : 0;
  }

  /** Whether it was aborted. */
  get broken(): boolean {
    return this.#state === "broken";
  }

  /**
   * Waits until all parties are here. Returns a different number for each of them, from 0 on: one may so be
   * chosen for a special job.
   * @throws BrokenBarrierError when the barrier is aborted or reset meanwhile, or is broken.
   */
  wait(): Promise<number>;
  *wait(): unknown {
    yield this.#changed.acquire();
    try {
      yield* this.#untilOpen();
      const index = this.#count++;
      try {
        if (index + 1 === this.#parties) this.#change("draining");
        else yield* this.#untilFull();
        return index;
      } finally {
        this.#count--;
        this.#leave();
      }
    } finally {
      this.#changed.release();
    }
  }

  *#untilOpen(): Generator<unknown, void, unknown> {
    yield this.#changed.waitFor(() => this.#state !== "draining" && this.#state !== "resetting");
    if (this.#state === "broken") throw new BrokenBarrierError(`${this} is broken: reset() it`);
  }

  *#untilFull(): Generator<unknown, void, unknown> {
    yield this.#changed.waitFor(() => this.#state !== "filling");
    if (this.#state !== "draining") throw new BrokenBarrierError(`${this} was aborted or reset`);
  }

  /** The last one out lets others in. */
  #leave(): void {
    if (this.#count > 0) return;
    this.#change(this.#state === "broken" ? "broken" : "filling");
  }

  #change(state: State): void {
    this.#state = state;
    this.#changed.notifyAll();
  }

  /** Makes it as new; tasks that wait get a BrokenBarrierError. */
  reset(): Promise<void>;
  *reset(): unknown {
    yield this.#changed.acquire();
    this.#change(this.#count > 0 ? "resetting" : "filling");
    this.#changed.release();
  }

  /** Breaks it until it is reset: who waits, and whoever comes, gets a BrokenBarrierError. */
  abort(): Promise<void>;
  *abort(): unknown {
    yield this.#changed.acquire();
    this.#change("broken");
    this.#changed.release();
  }

  /** Waits as `wait` does. */
  [asyncEnter](): Promise<number>;
  *[asyncEnter](): unknown {
    return yield this.wait();
  }

  /** Does nothing: the wait is on the way in. */
  [asyncExit](_error?: unknown): undefined {}

  /** For TypeScript, which lets `await using` bind only what has this. */
  async [Symbol.asyncDispose](): Promise<void> {}

  toString(): string {
    const waiting = this.broken ? "" : `, waiters:${this.nWaiting}/${this.#parties}`;
    return `<Barrier [${this.#state}${waiting}]>`;
  }
}

methods(Barrier, ["wait", "reset", "abort", asyncEnter]);
