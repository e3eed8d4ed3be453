// asCompleted: awaitables in the order in which they are done.
// Not here: the other ways to wait for several (gathering.ts, waiting.ts), which need no queue.

import { type AnyAwaitable, isCoroutine, type ResultOf } from "./coroutines.ts";
import { getRunningLoop, type TimerHandle } from "./events.ts";
import { CancelledError, TimeoutError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { methods } from "./marks.ts";
import { requireKnownOptions } from "./options.ts";
import { Queue } from "./queues.ts";
import { messageOf, onAbort, requireSignal, type SignalOptions } from "./signals.ts";
import { ensureFuture } from "./tasks.ts";
import { requireOptionalSeconds } from "./timeouts.ts";

/** Options of `asCompleted`. */
export interface AsCompletedOptions extends SignalOptions {
  /** Seconds after which what is not done yet gives a TimeoutError. It cancels nothing. */
  timeout?: number | undefined;
}

/**
 * Runs awaitables concurrently, and gives as many awaitables as there are: each gives the result of the next
 * one that is done. Mirrors `asyncio.as_completed`.
 *
 * In `for await` the first error ends the loop; `for (const next of …) await next` can catch each for itself.
 * @throws TypeError when `aws` is a single awaitable, or holds what is none; RangeError (Python's ValueError)
 * when it holds a Future of another loop.
 *
 * @example
 * ```ts
 * import { asCompleted, run, sleep } from "tsyncio";
 * async function main() {
 *   const results: string[] = [];
 *   for (const next of asCompleted([sleep(0.02, "slow"), sleep(0.001, "fast")])) results.push(await next);
 *   return results;
 * }
 * await run(main()); // -> ["fast", "slow"]
 * ```
 */
export function asCompleted<T extends AnyAwaitable<unknown>>(
  aws: Iterable<T>,
  options: AsCompletedOptions = {},
): IterableIterator<Promise<ResultOf<T>>, undefined, undefined> {
  if (isCoroutine(aws) || typeof aws?.[Symbol.iterator] !== "function") {
    throw new TypeError("asCompleted() takes an iterable of awaitables, not a single one");
  }
  requireKnownOptions("asCompleted()", options, ["timeout", "signal"]);
  requireOptionalSeconds("the timeout of asCompleted()", options.timeout);
  requireSignal(options.signal);
  return new CompletionIterator<ResultOf<T>>(aws, options);
}

/** Stands for the next future that is done: a coroutine that returned the future itself would await it. */
interface Completion {
  result(): unknown;
}

function tooLate(): never {
  throw new TimeoutError("not all awaitables of asCompleted() were done in time");
}

class CompletionIterator<T> implements IterableIterator<Promise<T>, undefined, undefined> {
  /** What is done, in that order; then, when the time is up, a stand-in for each that is not. */
  readonly #done = new Queue<Completion>();
  readonly #pending = new Set<Future<unknown>>();
  /** How many awaitables are still to be given out. */
  #left: number;
  readonly #timer: TimerHandle | undefined;
  readonly #ignoreSignal: (() => void) | undefined;

  constructor(aws: Iterable<AnyAwaitable<unknown>>, { timeout, signal }: AsCompletedOptions) {
    const loop = getRunningLoop();
    for (const aw of new Set(aws)) this.#pending.add(ensureFuture(aw, { loop }));
    for (const future of this.#pending) future.addDoneCallback(this.#onDone);
    this.#left = this.#pending.size;
    if (this.#left === 0) return;
    if (timeout !== undefined) this.#timer = loop.callLater(timeout, () => this.#giveUp(tooLate));
    if (signal !== undefined) this.#ignoreSignal = onAbort(signal, (reason) => this.#onAbort(reason));
  }

  readonly #onDone = (future: Future<unknown>): void => {
    this.#pending.delete(future);
    this.#done.putNowait({ result: () => future.result() });
    if (this.#pending.size === 0) this.#release();
  };

  #onAbort(reason: unknown): void {
    this.#giveUp(() => {
      throw new CancelledError(messageOf(reason));
    });
  }

  /** Waits no longer: each that is not done gives `result`. What callbacks still bring, nobody takes. */
  #giveUp(result: Completion["result"]): void {
    for (const future of this.#pending) {
      future.removeDoneCallback(this.#onDone);
      this.#done.putNowait({ result });
    }
    this.#release();
  }

  #release(): void {
    this.#timer?.cancel();
    this.#ignoreSignal?.();
  }

  next(): IteratorResult<Promise<T>, undefined> {
    if (this.#left === 0) return { done: true, value: undefined };
    this.#left--;
    return { done: false, value: this.waitForNext() };
  }

  /** Waits for the next one that is done, whichever it is. */
  waitForNext(): Promise<T>;
  *waitForNext(): unknown {
    const completion: Completion = yield this.#done.get();
    return completion.result();
  }

  [Symbol.iterator](): this {
    return this;
  }
}

methods(CompletionIterator, ["waitForNext"]);
