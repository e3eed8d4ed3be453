// Lock, Event and Condition.
// Not here: semaphores (semaphores.ts), barriers (barriers.ts), the line that waiters stand in (waiters.ts).
// Invariant: whoever waits gets its turn in the order of coming, and a wake-up is passed on by a waiter that
// was cancelled and cannot use it.

import { Acquirable } from "./acquirable.ts";
import { CancelledError, RuntimeError, textOf } from "./exceptions.ts";
import { Inspectable } from "./inspectable.ts";
import { methods } from "./marks.ts";
import { LoopBinding, WaitQueue } from "./waiters.ts";

/**
 * Mutual exclusion of tasks, in the order of coming. Mirrors `asyncio.Lock`.
 *
 * It has no owner, and whoever holds it and asks again waits for ever. `await using _ = lock` holds it
 * for a block.
 *
 * @example
 * ```ts
 * import { gather, Lock, run, sleep } from "tsyncio";
 * const lock = new Lock();
 * let balance = 0;
 * async function deposit(amount: number) {
 *   await lock.acquire();
 *   try {
 *     const before = balance;
 *     await sleep(0.001);
 *     balance = before + amount;
 *   } finally {
 *     lock.release();
 *   }
 * }
 * async function main() {
 *   await gather(deposit(1), deposit(2), deposit(3));
 *   return balance;
 * }
 * await run(main()); // -> 6
 * ```
 */
export class Lock extends Acquirable {
  #locked = false;
  readonly #waiters = new WaitQueue();
  readonly #binding = new LoopBinding(this);

  /** Whether it is held. */
  locked(): boolean {
    return this.#locked;
  }

  /** Waits until it is free, and takes it. Returns true. */
  override acquire(): Promise<true>;
  override *acquire(): unknown {
    // One that is released and has waiters is theirs, though it is unlocked until the first of them runs.
    if (this.#locked || this.#waiters.isLive) yield* this.#wait();
    this.#locked = true;
    return true;
  }

  *#wait(): Generator<unknown, void, unknown> {
    const waiter = this.#waiters.join(this.#binding);
    try {
      yield waiter.future;
    } catch (error) {
      this.#waiters.leave(waiter);
      if (!this.#locked && error instanceof CancelledError) this.#waiters.wakeFirst();
      throw error;
    }
    this.#waiters.leave(waiter);
  }

  /** Lets it go, and wakes who waits longest. @throws RuntimeError when it is not held. */
  override release(): void {
    if (!this.#locked) throw new RuntimeError(`${this} cannot be released: it is not acquired`);
    this.#locked = false;
    this.#waiters.wakeFirst();
  }

  override toString(): string {
    return `<Lock [${describe(this.#locked ? "locked" : "unlocked", this.#waiters)}]>`;
  }
}

methods(Lock, ["acquire"]);

/** A state, and how many wait. */
export function describe(state: string, waiters: WaitQueue): string {
  return waiters.length > 0 ? `${state}, waiters:${waiters.length}` : state;
}

/**
 * A flag that tasks wait for. Mirrors `asyncio.Event`.
 *
 * @example
 * ```ts
 * import { createTask, Event, run } from "tsyncio";
 * async function main() {
 *   const ready = new Event();
 *   const waiting = createTask(ready.wait());
 *   ready.set();
 *   return await waiting;
 * }
 * await run(main()); // -> true
 * ```
 */
export class Event extends Inspectable {
  #isSet = false;
  readonly #waiters = new WaitQueue();
  readonly #binding = new LoopBinding(this);

  /** Whether it is set. Mirrors `Event.is_set`. */
  isSet(): boolean {
    return this.#isSet;
  }

  /** Sets it, and wakes all who wait. */
  set(): void {
    if (this.#isSet) return;
    this.#isSet = true;
    while (this.#waiters.wake());
  }

  /** Unsets it. Those who have been woken go on all the same. */
  clear(): void {
    this.#isSet = false;
  }

  /** Waits until it is set; does not suspend when it is. Returns true. */
  wait(): Promise<true>;
  *wait(): unknown {
    if (this.#isSet) return true;
    const waiter = this.#waiters.join(this.#binding);
    try {
      yield waiter.future;
    } finally {
      this.#waiters.leave(waiter);
    }
    return true;
  }

  toString(): string {
    return `<Event [${describe(this.#isSet ? "set" : "unset", this.#waiters)}]>`;
  }
}

methods(Event, ["wait"]);

/** What is left of `T` once it is known to be truthy. */
type Truthy<T> = Exclude<T, false | 0 | 0n | "" | null | undefined>;

/**
 * Lets tasks wait for a change of what a lock protects. Mirrors `asyncio.Condition`.
 *
 * Acquire it, `await condition.wait()` as long as things are not as you want them; who changes them
 * notifies. `await using _ = condition` holds its lock for a block.
 *
 * @example
 * ```ts
 * import { Condition, createTask, run, sleep } from "tsyncio";
 * const condition = new Condition();
 * const items: string[] = [];
 * async function take() {
 *   await condition.acquire();
 *   try {
 *     await condition.waitFor(() => items.length > 0);
 *     return items.shift();
 *   } finally {
 *     condition.release();
 *   }
 * }
 * async function main() {
 *   const taking = createTask(take());
 *   await sleep(0.001);
 *   await condition.acquire();
 *   items.push("found");
 *   condition.notify();
 *   condition.release();
 *   return await taking;
 * }
 * await run(main()); // -> "found"
 * ```
 */
export class Condition extends Acquirable {
  readonly #lock: Lock;
  readonly #waiters = new WaitQueue();
  readonly #binding = new LoopBinding(this);

  /** Several conditions may share a lock; otherwise it has one of its own. @throws TypeError when `lock` is none. */
  constructor(lock: Lock = new Lock()) {
    super();
    if (typeof lock?.locked !== "function")
      throw new TypeError(`a Condition takes a Lock, not ${textOf(lock)}`);
    this.#lock = lock;
  }

  /** Whether its lock is held. */
  locked(): boolean {
    return this.#lock.locked();
  }

  /** Acquires its lock. Returns true. */
  override acquire(): Promise<true> {
    return this.#lock.acquire();
  }

  /** Releases its lock. @throws RuntimeError when it is not held. */
  override release(): void {
    this.#lock.release();
  }

  /**
   * Releases the lock, waits until it is notified, and acquires the lock again, which it does even when it is
   * cancelled. Returns true. A wake-up may come without anything having changed.
   * @throws RuntimeError when the lock is not held.
   */
  wait(): Promise<true>;
  *wait(): unknown {
    if (!this.locked()) throw new RuntimeError(`cannot wait on ${this}: acquire it first`);
    const waiter = this.#waiters.join(this.#binding);
    this.release();
    try {
      try {
        yield waiter.future;
      } finally {
        this.#waiters.leave(waiter);
        yield* this.#acquireInAnyCase();
      }
    } catch (error) {
      // It may have been notified before it was cancelled: somebody else can use that.
      this.#waiters.wake();
      throw error;
    }
    return true;
  }

  /** Cancellations wait until the lock is held; the latest of them is thrown then. */
  *#acquireInAnyCase(): Generator<unknown, void, unknown> {
    let latest: CancelledError | undefined;
    for (;;) {
      try {
        yield this.acquire();
        break;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        latest = error;
      }
    }
    if (latest !== undefined) throw latest;
  }

  /**
   * Waits until `predicate()` is truthy, and returns what it gave. Does not wait when it is so at once.
   * Mirrors `Condition.wait_for`.
   * @throws RuntimeError when it has to wait and the lock is not held.
   */
  waitFor<T>(predicate: () => T): Promise<Truthy<T>>;
  *waitFor(predicate: () => unknown): unknown {
    let result = predicate();
    while (!result) {
      yield this.wait();
      result = predicate();
    }
    return result;
  }

  /** Wakes `n` of those who wait; they go on when they get the lock. @throws RuntimeError when the lock is not held. */
  notify(n = 1): void {
    if (!this.locked()) throw new RuntimeError(`cannot notify on ${this}: acquire it first`);
    for (let i = 0; i < n && this.#waiters.wake(); i++);
  }

  /** Wakes all who wait. Mirrors `Condition.notify_all`. @throws as `notify`. */
  notifyAll(): void {
    this.notify(this.#waiters.length);
  }

  override toString(): string {
    return `<Condition [${describe(this.locked() ? "locked" : "unlocked", this.#waiters)}]>`;
  }
}

methods(Condition, ["wait", "waitFor"]);
