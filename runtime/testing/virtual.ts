// A loop whose clock is not the host's, and which knows when nothing can happen any more.
// Not here: other orders than first in, first out (explore.ts).
// Invariant: virtual time moves only when nothing is ready, and then to the next timer.

import { setExecutingLoop } from "../events.ts";
import type { Host } from "../host.ts";
import { activeResources, inBackground, soon } from "../hosts/resources.ts";
import { EventLoop } from "../loop.ts";
import { requireKnownOptions } from "../options.ts";
import { run } from "../runners.ts";
import type { CoroutineLike } from "../tasks.ts";

/** The loop may ask so often whether it owes the host a turn before it does. */
const QUESTIONS_PER_HOST_TURN = 32;

/** So many turns of the host a loop may be idle before it is asked what could wake it. */
const IDLE_TURNS = 3;
/** Seconds of the host's clock until the next question, where something outside may wake the loop. */
const ASK_AGAIN_AFTER = 0.02;

/** A clock that jumps: what waits for a time waits for the host's next turn, which is when promises have settled. */
class VirtualHost implements Host {
  #now = 0;
  #questions = 0;

  now(): number {
    return this.#now;
  }

  soon(callback: () => void): void {
    this.#questions = 0;
    soon(callback);
  }

  /** By count: virtual time may stand still, and real time would make each run a different one. */
  isOwedTurn(): boolean {
    return ++this.#questions > QUESTIONS_PER_HOST_TURN;
  }

  at(when: number, callback: () => void): () => void {
    let cancelled = when === Number.POSITIVE_INFINITY; // Such a time never comes: nothing may jump there.
    soon(() => {
      if (cancelled) return;
      this.#now = Math.max(this.#now, when);
      callback();
    });
    return () => {
      cancelled = true;
    };
  }
}

/** Options of `runVirtual` and `VirtualEventLoop`. */
export interface VirtualOptions {
  /**
   * How many of the host's timers are the test runner's own, which wake nobody, such as the time limit of a test in
   * Jest or Mocha; 0 unless given. Where one ends while the loop is idle, it counts as one of those.
   */
  readonly runnerTimers?: number | undefined;
}

/**
 * An event loop with a clock of its own: it starts at 0, stands still while anything is ready, and then
 * jumps to the next timer.
 *
 * Where nothing can wake it any more, `runUntilComplete` rejects with a RuntimeError that names the tasks and
 * what they wait for, also while a test runner keeps the process alive. What may wake it are the promises that
 * its tasks await, the host's timers, and sockets and requests that were begun after the loop was made. Hosts
 * that do not tell of these (browsers, Bun) leave a deadlock to the test's own time limit.
 *
 * @example
 * ```ts
 * import { sleep } from "tsyncio";
 * import { VirtualEventLoop } from "tsyncio/testing";
 * const loop = new VirtualEventLoop();
 * await loop.runUntilComplete(sleep(3600));
 * const time = loop.time();
 * loop.close();
 * time; // -> 3600
 * ```
 */
export class VirtualEventLoop extends EventLoop {
  readonly #virtualHost: VirtualHost;
  /** What a test runner has open when the loop is made, such as pipes to its parent; undefined where nobody tells. */
  readonly #othersBefore = activeResources()?.others;
  #runnerTimers: number;
  #lastTimers = 0;
  #awaitsMain = false;
  #watching = false;

  constructor(options: VirtualOptions = {}) {
    requireKnownOptions("VirtualEventLoop()", options, ["runnerTimers"]);
    const host = new VirtualHost();
    super(host);
    this.#virtualHost = host;
    this.#runnerTimers = options.runnerTimers ?? 0;
  }

  /**
   * Runs until `future` is done, and gives its result. Mirrors `loop.run_until_complete`.
   * @returns a promise that rejects as that of EventLoop does, and with RuntimeError in a deadlock.
   */
  override async runUntilComplete<T>(future: CoroutineLike<T>): Promise<Awaited<T>> {
    this.#awaitsMain = true;
    try {
      return await super.runUntilComplete(future);
    } finally {
      this.#awaitsMain = false;
    }
  }

  /** @internal */
  override _owesHostTurn(): boolean {
    return this.#virtualHost.isOwedTurn();
  }

  /** @internal */
  protected override onIdle(): void {
    if (this.#watching || this.#othersBefore === undefined) return;
    this.#watching = true;
    this.#watch(IDLE_TURNS);
  }

  #watch(turns: number): void {
    soon(() => {
      if (!this.#awaitsMain || !this.isIdle()) this.#watching = false;
      else if (turns > 0) this.#watch(turns - 1);
      else if (this.#mayBeWoken()) inBackground(ASK_AGAIN_AFTER, () => this.#watch(IDLE_TURNS));
      else this.#giveUp();
    });
  }

  #mayBeWoken(): boolean {
    const { timers = 0, others = 0 } = activeResources() ?? {};
    // Whose timer has ended nobody tells; to take it for another's might declare a deadlock that is none.
    const ended = Math.max(0, this.#lastTimers - timers);
    this.#runnerTimers = Math.max(0, this.#runnerTimers - ended);
    this.#lastTimers = timers;
    if (this._awaitedPromises > 0 || timers > this.#runnerTimers) return true;
    return others > (this.#othersBefore as number);
  }

  #giveUp(): void {
    this.#watching = false;
    this.endInDeadlock();
  }
}

/** `run` also inside of a coroutine, as tests may be: the loops take turns, and each has a clock of its own. */
export function runApart<T>(main: () => CoroutineLike<T>, loopFactory: () => EventLoop): Promise<Awaited<T>> {
  const outer = setExecutingLoop(undefined);
  try {
    return run(main(), { loopFactory });
  } finally {
    setExecutingLoop(outer);
  }
}

/**
 * `run` on a VirtualEventLoop: hours of sleeping pass at once. `main` is a coroutine or a function that
 * gives one. Unlike `run` it may be called inside of a running loop, since a test may be a coroutine.
 *
 * @example
 * ```ts
 * import { getRunningLoop, sleep } from "tsyncio";
 * import { runVirtual } from "tsyncio/testing";
 * async function main() {
 *   await sleep(86_400);
 *   return getRunningLoop().time();
 * }
 * await runVirtual(main); // -> 86400
 * ```
 */
export function runVirtual<T>(
  main: CoroutineLike<T> | (() => CoroutineLike<T>),
  options?: VirtualOptions,
): Promise<Awaited<T>> {
  return runApart(
    () => (typeof main === "function" ? main() : main),
    () => new VirtualEventLoop(options),
  );
}
