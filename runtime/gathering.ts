// gather: awaitables side by side, and their results in one list.
// Not here: the other ways to wait for several (waiting.ts, completion.ts), which give futures instead of results.
// Invariant: what gather gives is done when its children are: when the first of them fails or, where none does or
// exceptions count as results, when all are done.

import type { AnyAwaitable, ResultOf } from "./coroutines.ts";
import { type AbstractEventLoop, getRunningLoop, runningLoop } from "./events.ts";
import { Future } from "./futures.ts";
import { asCoroutine, isAwaitable } from "./interop.ts";
import { requireKnownOptions } from "./options.ts";
import { obey, requireSignal, type SignalOptions } from "./signals.ts";
import { ensureFuture } from "./tasks.ts";

/** What `gather` gives for the awaitables `T`. */
export type Gathered<T extends readonly unknown[]> = { -readonly [K in keyof T]: ResultOf<T[K]> };

/** What `gather` gives where exceptions count as results. */
export type GatheredOrErrors<T extends readonly unknown[]> = {
  -readonly [K in keyof T]: ResultOf<T[K]> | Error;
};

/** Options of `gather`. */
export interface GatherOptions extends SignalOptions {
  /** Whether exceptions stand in the list of results, instead of ending the wait. */
  returnExceptions?: boolean | undefined;
}

/**
 * Runs awaitables concurrently: a Future of their results in the order of the arguments. Mirrors `asyncio.gather`.
 *
 * The first exception ends the wait; the others run on. Cancelling the Future cancels them all.
 *
 * @example
 * ```ts
 * import { gather, run, sleep } from "tsyncio";
 * async function main() {
 *   return await gather(sleep(0.002, "a"), sleep(0.001, "b"));
 * }
 * await run(main()); // -> ["a", "b"]
 * ```
 */
export function gather<T extends readonly AnyAwaitable<unknown>[]>(
  options: { returnExceptions?: false | undefined; signal?: AbortSignal | undefined },
  ...aws: T
): Future<Gathered<T>>;
export function gather<T extends readonly AnyAwaitable<unknown>[]>(
  options: GatherOptions,
  ...aws: T
): Future<GatheredOrErrors<T>>;
export function gather<T extends readonly AnyAwaitable<unknown>[]>(...aws: T): Future<Gathered<T>>;
export function gather(...args: unknown[]): Future<unknown> {
  const [first, ...rest] = args;
  return isGatherOptions(first) ? gatherAll(rest, first) : gatherAll(args, {});
}

function isGatherOptions(value: unknown): value is GatherOptions {
  if (typeof value !== "object" || value === null || isAwaitable(value) || asCoroutine(value)) return false;
  if (Array.isArray(value))
    throw new TypeError("gather() takes awaitables one by one, no array: gather(...list)");
  requireKnownOptions("gather(), which takes awaitables and options,", value, ["returnExceptions", "signal"]);
  return true;
}

function gatherAll(aws: readonly unknown[], { returnExceptions, signal }: GatherOptions): Future<unknown> {
  if (aws.length === 0) {
    const outer = getRunningLoop().createFuture<unknown[]>();
    outer.setResult([]);
    return outer;
  }
  requireSignal(signal);
  const gathering = new Gathering(returnExceptions === true);
  for (const aw of aws) gathering.add(aw as PromiseLike<unknown>);
  const outer = gathering.start();
  if (signal !== undefined) obey(signal, outer);
  return outer;
}

/** Cancelling it cancels its children; it is done when they are. */
class GatheringFuture extends Future<unknown[]> {
  readonly #children: readonly Future<unknown>[];
  cancelRequested = false;

  constructor(children: readonly Future<unknown>[], loop: AbstractEventLoop | undefined) {
    super({ loop });
    this.#children = children;
  }

  override cancel(message?: unknown): boolean {
    if (this.done()) return false;
    let accepted = false;
    for (const child of this.#children) {
      if (child.cancel(message)) accepted = true;
    }
    if (accepted) this.cancelRequested = true;
    return accepted;
  }
}

/** The bookkeeping of one `gather`. */
class Gathering {
  readonly #returnExceptions: boolean;
  readonly #children: Future<unknown>[] = [];
  readonly #futures = new Map<unknown, Future<unknown>>();
  readonly #alreadyDone: Future<unknown>[] = [];
  #loop = runningLoop();
  #finished = 0;
  #outer: GatheringFuture | undefined;

  constructor(returnExceptions: boolean) {
    this.#returnExceptions = returnExceptions;
  }

  /** The same awaitable twice runs once and has two places in the result. */
  add(aw: PromiseLike<unknown>): void {
    let future = this.#futures.get(aw);
    if (future === undefined) {
      future = ensureFuture(aw, { loop: this.#loop });
      this.#loop ??= future.getLoop();
      this.#futures.set(aw, future);
      if (future.done()) this.#alreadyDone.push(future);
      else future.addDoneCallback((child) => this.#onDone(child), { _awaiter: this.#loop._currentTask });
    }
    this.#children.push(future);
  }

  start(): Future<unknown[]> {
    this.#outer = new GatheringFuture(this.#children, this.#loop);
    for (const child of this.#alreadyDone) this.#onDone(child);
    return this.#outer;
  }

  #onDone(child: Future<unknown>): void {
    this.#finished++;
    const outer = this.#outer;
    if (outer === undefined || outer.done()) return child._markRetrieved();
    if (!this.#returnExceptions && failed(child)) return outer._reject(errorOf(child));
    if (this.#finished < this.#futures.size) return;
    // A cancel request wins even where every child swallowed it; its message is, as in asyncio, the last child's.
    if (outer.cancelRequested) outer._reject(this.#children.at(-1)?._makeCancelledError());
    else outer.setResult(this.#children.map(outcomeOf));
  }
}

function failed(future: Future<unknown>): boolean {
  return future.cancelled() || future._failed();
}

function errorOf(future: Future<unknown>): unknown {
  return future.cancelled() ? future._makeCancelledError() : future.exception();
}

/** What stands in the list: with `returnExceptions`, errors too. */
function outcomeOf(future: Future<unknown>): unknown {
  if (future.cancelled()) return future._newCancelledError();
  return future._failed() ? future.exception() : future.result();
}
