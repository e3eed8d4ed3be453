// Executors: where a loop has functions run that would block it.
// Not here: an executor. JavaScript has no threads of its own, so the program brings one: a pool of workers, say, or
// what stands in for it in a test.
// Invariant: what an executor gives is awaited; when nobody waits for it any more, it is asked to drop it.

import type { AbstractEventLoop, Callback } from "./events.ts";
import { RuntimeError, TimeoutError, textOf } from "./exceptions.ts";
import { Future } from "./futures.ts";
import { futureOf } from "./interop.ts";
import { methods } from "./marks.ts";
import { within } from "./timeouts.ts";

/** What runs functions elsewhere. Mirrors the part of `concurrent.futures.Executor` that asyncio uses. */
export interface Executor {
  /**
   * Has `fn(...args)` run, and gives its result. Where that has a method `cancel`, it is called when the result
   * is no longer wanted; a Future of ours is handed on as it is.
   */
  submit<Args extends unknown[], R>(fn: (...args: Args) => R, ...args: Args): PromiseLike<Awaited<R>>;
  /** Takes no more. A promise that it returns is awaited, and settles when everything that was taken is. */
  shutdown(): unknown;
}

/** Options of `loop.shutdownDefaultExecutor`. */
export interface ShutdownExecutorOptions {
  /** Seconds after which it waits no longer, and warns; otherwise as long as it takes. */
  timeout?: number | undefined;
}

/** The executors of one loop: the default one, and whatever is passed. */
export class Executors {
  readonly #loop: AbstractEventLoop;
  #default: Executor | undefined;
  #shutDown = false;

  constructor(loop: AbstractEventLoop) {
    this.#loop = loop;
  }

  /** See `loop.setDefaultExecutor`. */
  setDefault(executor: Executor): void {
    requireExecutor("setDefaultExecutor()", executor);
    this.#default = executor;
  }

  /** See `loop.runInExecutor`. */
  run<Args extends unknown[], R>(
    given: Executor | undefined,
    fn: Callback<Args>,
    args: Args,
  ): Future<Awaited<R>> {
    if (typeof fn !== "function") {
      throw new TypeError(`runInExecutor() takes a function to call, not ${textOf(fn)}`);
    }
    const executor = given ?? this.#requireDefault();
    requireExecutor("runInExecutor()", executor);
    const submitted = executor.submit(fn as (...args: Args) => R, ...args);
    // As asyncio.wrap_future: what is a Future already costs no turn more.
    if (submitted instanceof Future) return submitted;
    const future = futureOf(submitted, this.#loop);
    future.addDoneCallback(() => {
      if (future.cancelled()) (submitted as { cancel?(): unknown }).cancel?.();
    });
    return future;
  }

  #requireDefault(): Executor {
    if (this.#shutDown)
      throw new RuntimeError("the default executor was shut down: runInExecutor() takes another one");
    if (this.#default === undefined)
      throw new RuntimeError(
        "there is no default executor: give one to setDefaultExecutor(), or pass one to runInExecutor()",
      );
    return this.#default;
  }

  /** See `loop.shutdownDefaultExecutor`. */
  shutDown(timeout: number | undefined): Promise<void>;
  *shutDown(timeout: number | undefined): unknown {
    this.#shutDown = true;
    try {
      yield* within(timeout, this.#default?.shutdown());
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      console.warn(`The executor did not finish its work within ${timeout} seconds: it is left alone`);
    }
  }

  /** The loop is closed: nobody waits for what is still under way. */
  close(): void {
    const executor = this.#shutDown ? undefined : this.#default;
    Promise.resolve(executor?.shutdown()).catch(() => {});
  }
}

methods(Executors, ["shutDown"]);

function requireExecutor(where: string, executor: Executor): void {
  if (typeof executor?.submit !== "function" || typeof executor.shutdown !== "function")
    throw new TypeError(`${where} takes an executor, with submit() and shutdown(), not ${textOf(executor)}`);
}
