// What waits for time, for a deadline, or for several futures at once: sleep, wait, waitFor, shield.
// Not here: gather (gathering.ts) and asCompleted (completion.ts). asyncio keeps all of them in tasks.py and pays
// with an import cycle between tasks and timeouts.
// Invariant: nothing here but waitFor cancels what it waits for.

import { type AnyAwaitable, coroutine, coroutineFunction, isCoroutine } from "./coroutines.ts";
import { sourceTraceback } from "./debug.ts";
import { getRunningLoop, type TimerHandle } from "./events.ts";
import { asking, CancelledError, TimeoutError, textOf } from "./exceptions.ts";
import { Future, isFuture } from "./futures.ts";
import { asCoroutine, callHint, isAwaitable, Turn } from "./interop.ts";
import { requireKnownOptions } from "./options.ts";
import { AbortScope, type SignalOptions } from "./signals.ts";
import { currentTask, ensureFuture } from "./tasks.ts";
import { requireOptionalSeconds, requireSeconds, within } from "./timeouts.ts";

/**
 * `wait` returns when the first future is done or cancelled. Mirrors `asyncio.FIRST_COMPLETED`.
 *
 * @example
 * ```ts
 * import { createTask, FIRST_COMPLETED, run, sleep, wait } from "tsyncio";
 * async function main() {
 *   const tasks = [createTask(sleep(0.001, "fast")), createTask(sleep(3600, "slow"))];
 *   const [done, pending] = await wait(tasks, { returnWhen: FIRST_COMPLETED });
 *   return [done.size, pending.size];
 * }
 * await run(main()); // -> [1, 1]
 * ```
 */
export const FIRST_COMPLETED = "FIRST_COMPLETED";

/**
 * `wait` returns when the first future ends with an exception, or all are done. Mirrors `asyncio.FIRST_EXCEPTION`.
 *
 * @example
 * ```ts
 * import { createTask, FIRST_EXCEPTION, run, sleep, wait } from "tsyncio";
 * async function fail() {
 *   throw new Error("no");
 * }
 * async function main() {
 *   const [done] = await wait([createTask(fail()), createTask(sleep(3600))], { returnWhen: FIRST_EXCEPTION });
 *   return done.size;
 * }
 * await run(main()); // -> 1
 * ```
 */
export const FIRST_EXCEPTION = "FIRST_EXCEPTION";

/**
 * `wait` returns when all futures are done: what it does unless told otherwise. Mirrors `asyncio.ALL_COMPLETED`.
 *
 * @example
 * ```ts
 * import { ALL_COMPLETED, createTask, run, sleep, wait } from "tsyncio";
 * async function main() {
 *   const [done] = await wait([createTask(sleep(0)), createTask(sleep(0))], { returnWhen: ALL_COMPLETED });
 *   return done.size;
 * }
 * await run(main()); // -> 2
 * ```
 */
export const ALL_COMPLETED = "ALL_COMPLETED";

/** When `wait` returns. */
export type ReturnWhen = typeof FIRST_COMPLETED | typeof FIRST_EXCEPTION | typeof ALL_COMPLETED;

function setResultUnlessDone<T>(future: Future<T>, result: T): void {
  if (!future.done()) future.setResult(result);
}

/**
 * Suspends for `delay` seconds and returns `result`; with a delay of zero or less, for one turn of the
 * loop. Mirrors `asyncio.sleep`.
 * @throws RangeError (Python's ValueError) for NaN.
 *
 * @example
 * ```ts
 * import { run, sleep } from "tsyncio";
 * await run(sleep(0.001, "rested")); // -> "rested"
 * ```
 */
export const sleep = /* @__PURE__ */ coroutineFunction(function sleep(delay: number, result?: unknown) {
  return result === undefined && typeof delay === "number" && delay <= 0
    ? new Turn()
    : sleeping(delay, result);
}) as unknown as { (delay: number): Promise<void>; <T>(delay: number, result: T): Promise<T> };

const sleeping = /* @__PURE__ */ coroutine(function* sleep(delay: number, result: unknown) {
  requireSeconds("the delay of sleep()", delay);
  if (delay <= 0) {
    yield new Turn();
    return result;
  }
  const loop = getRunningLoop();
  const future = loop.createFuture<unknown>();
  const handle = loop.callLater(delay, setResultUnlessDone, future, result);
  try {
    return yield future;
  } finally {
    handle.cancel();
  }
});

/** Runs a part of the current task that `signal`, if there is one, may cancel. */
function* obeying<T>(
  signal: AbortSignal | undefined,
  part: Generator<unknown, T, unknown>,
): Generator<unknown, T, unknown> {
  const task = signal && currentTask();
  if (task === undefined) return yield* part;
  const scope = new AbortScope(signal as AbortSignal, task);
  try {
    return yield* part;
  } finally {
    scope.leave();
  }
}

/** Options of `wait`. */
export interface WaitOptions extends SignalOptions {
  /** Seconds after which it returns in any case. It never throws for that, and cancels nothing. */
  timeout?: number | undefined;
  /** FIRST_COMPLETED, FIRST_EXCEPTION or ALL_COMPLETED (the default). */
  returnWhen?: ReturnWhen | undefined;
}

/**
 * Waits for futures and tasks, and says which are done and which are pending. Mirrors `asyncio.wait`.
 * @throws RangeError (Python's ValueError) when there are none or `returnWhen` is unknown, TypeError for
 * coroutines: make tasks of them, so that you have them to compare.
 *
 * @example
 * ```ts
 * import { createTask, run, sleep, wait } from "tsyncio";
 * async function main() {
 *   const task = createTask(sleep(0.001));
 *   const [done, pending] = await wait([task]);
 *   return [done.has(task), pending.size];
 * }
 * await run(main()); // -> [true, 0]
 * ```
 */
export const wait = /* @__PURE__ */ coroutine(function* wait(
  aws: Iterable<Future<unknown>>,
  options: WaitOptions = {},
) {
  requireKnownOptions("wait()", options, ["timeout", "returnWhen", "signal"]);
  const { timeout, returnWhen = ALL_COMPLETED, signal } = options;
  const futures = requireFutures(aws);
  if (![FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED].includes(returnWhen)) {
    throw new RangeError(`invalid returnWhen of wait(): ${textOf(returnWhen)}`);
  }
  requireOptionalSeconds("the timeout of wait()", timeout);
  yield* obeying(signal, untilReleased(futures, timeout, returnWhen));
  const done = new Set<Future<unknown>>();
  const pending = new Set<Future<unknown>>();
  for (const future of futures) (future.done() ? done : pending).add(future);
  return [done, pending];
}) as <F extends Future<unknown>>(
  aws: Iterable<F>,
  options?: WaitOptions,
) => Promise<[done: Set<F>, pending: Set<F>]>;

function requireFutures(aws: Iterable<Future<unknown>>): Set<Future<unknown>> {
  if (isFuture(aws) || isCoroutine(aws) || typeof aws?.[Symbol.iterator] !== "function") {
    throw new TypeError("wait() takes an iterable of futures and tasks, not a single one");
  }
  const futures = new Set(aws);
  if (futures.size === 0) throw new RangeError("wait() was given no futures: its set of tasks is empty");
  for (const future of futures) {
    if (!(future instanceof Future)) {
      const what = asCoroutine(future) ? "coroutines are forbidden" : `${textOf(future)} is no future`;
      throw new TypeError(`wait(): ${what}; make tasks of them with createTask() or ensureFuture()`);
    }
  }
  return futures;
}

function* untilReleased(
  futures: Set<Future<unknown>>,
  timeout: number | undefined,
  returnWhen: ReturnWhen,
): Generator<unknown, void, unknown> {
  const loop = getRunningLoop();
  const waiter = loop.createFuture<void>();
  let left = futures.size;
  let handle: TimerHandle | undefined;
  if (timeout !== undefined) handle = loop.callLater(timeout, setResultUnlessDone<void>, waiter, undefined);
  const onDone = (future: Future<unknown>) => {
    left--;
    const enough =
      left === 0 || returnWhen === FIRST_COMPLETED || (returnWhen === FIRST_EXCEPTION && raised(future));
    if (!enough) return;
    handle?.cancel();
    setResultUnlessDone<void>(waiter, undefined);
  };
  for (const future of futures) future.addDoneCallback(onDone, { _awaiter: loop._currentTask });
  try {
    yield waiter;
  } finally {
    handle?.cancel();
    for (const future of futures) future.removeDoneCallback(onDone);
  }
}

/** As in asyncio, looking for an exception here counts as having seen it. */
function raised(future: Future<unknown>): boolean {
  if (future.cancelled() || !future._failed()) return false;
  future._markRetrieved();
  return true;
}

/**
 * Awaits `aw` for at most `timeout` seconds; undefined: as long as it takes. Mirrors `asyncio.wait_for`.
 *
 * The coroutine runs in the caller's own task. When the time is up it is cancelled, and waited for
 * until it has cleaned up; so it is when `signal` aborts, and CancelledError is thrown.
 * @throws TimeoutError when the time is up; whatever `aw` throws.
 *
 * @example
 * ```ts
 * import { run, sleep, waitFor } from "tsyncio";
 * async function main() {
 *   return await waitFor(sleep(0.001, "in time"), 10);
 * }
 * await run(main()); // -> "in time"
 * ```
 */
export const waitFor = /* @__PURE__ */ coroutine(function* waitFor(
  aw: AnyAwaitable<unknown>,
  timeout: number | undefined,
  options: SignalOptions = {},
) {
  if (!isAwaitable(aw) && !asCoroutine(aw)) {
    throw new TypeError(
      `waitFor() takes a Future, a coroutine or another awaitable, not ${textOf(aw)}${callHint(aw)}`,
    );
  }
  requireOptionalSeconds("the timeout of waitFor()", timeout);
  requireKnownOptions("waitFor()", options, ["signal"]);
  if (timeout !== undefined && timeout <= 0) return yield* nowOrNever(ensureFuture(aw));
  return yield* within(timeout, aw, options);
}) as <T>(aw: AnyAwaitable<T>, timeout: number | undefined, options?: SignalOptions) => Promise<Awaited<T>>;

function* nowOrNever(future: Future<unknown>): Generator<unknown, unknown, unknown> {
  if (future.done()) return future.result();
  yield* cancelAndWait(future);
  try {
    return future.result();
  } catch (error) {
    if (error instanceof CancelledError) throw new TimeoutError("the deadline has passed", { cause: error });
    throw error;
  }
}

function* cancelAndWait(future: Future<unknown>): Generator<unknown, void, unknown> {
  const waiter = getRunningLoop().createFuture<void>();
  const release = () => setResultUnlessDone<void>(waiter, undefined);
  future.addDoneCallback(release);
  try {
    future.cancel();
    yield waiter;
  } finally {
    future.removeDoneCallback(release);
  }
}

/**
 * Lets the caller be cancelled without cancelling `aw`: `await shield(aw)` still throws CancelledError, and
 * `aw` runs on. Mirrors `asyncio.shield`.
 *
 * @example
 * ```ts
 * import { createTask, run, shield, sleep } from "tsyncio";
 * async function main() {
 *   const inner = createTask(sleep(0.001, "saved"));
 *   const outer = shield(inner);
 *   outer.cancel();
 *   return await inner;
 * }
 * await run(main()); // -> "saved"
 * ```
 */
export function shield<T>(aw: AnyAwaitable<T>): Future<Awaited<T>> {
  const inner = ensureFuture(aw);
  if (inner.done()) return inner;
  const loop = inner.getLoop();
  const outer = loop.createFuture<Awaited<T>>();
  const onInnerDone = () => {
    if (outer.cancelled()) return;
    if (inner.cancelled()) outer.cancel();
    else if (inner._failed()) outer._reject(inner.exception());
    else outer.setResult(inner.result());
  };
  const onOuterDone = () => {
    if (inner.done()) return;
    inner.removeDoneCallback(onInnerDone);
    reportOnce(inner);
  };
  inner.addDoneCallback(onInnerDone, { _awaiter: loop._currentTask });
  outer.addDoneCallback(onOuterDone);
  return outer;
}

/** Nobody is left to see the inner exception; however many shields were cancelled, it is reported once. */
function reportOnce(inner: Future<unknown>): void {
  inner.removeDoneCallback(reportShielded);
  inner.addDoneCallback(reportShielded);
}

function reportShielded(future: Future<unknown>): void {
  if (future.cancelled() || !future._failed()) return;
  const exception = future.exception();
  const text = textOf(exception);
  const name = asking(() => (exception instanceof Error ? exception.name : text), text);
  const message = `${name} exception in shielded future`;
  future.getLoop().callExceptionHandler({ message, exception, future, ...sourceTraceback(future) });
}
