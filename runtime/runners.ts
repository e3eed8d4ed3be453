// run and Runner: a loop for a whole program, from the first coroutine to the last cleanup.
// Invariant: whatever happens in main, the tasks it left are cancelled and waited for before the loop is closed.

import { type Context, copyContext } from "./contextvars.ts";
import { type AbstractEventLoop, executingLoop } from "./events.ts";
import { CancelledError, KeyboardInterrupt, RuntimeError, textOf } from "./exceptions.ts";
import { gather } from "./gathering.ts";
import { onInterrupt } from "./hosts/node.ts";
import { callHint, coroutineFor } from "./interop.ts";
import { type EventLoop, newEventLoop } from "./loop.ts";
import { requireFunction, requireKnownOptions } from "./options.ts";
import { cancelOnAbort, type SignalOptions } from "./signals.ts";
import { allTasks, type CoroutineLike, type Task } from "./tasks.ts";

/** How many seconds a run waits at its end for its default executor, as in asyncio. */
const EXECUTOR_TIMEOUT = 300;

const RUNNER_OPTIONS = ["debug", "loopFactory"];

/** Options of `Runner`. */
export interface RunnerOptions {
  /** Debug mode of the loop; undefined leaves the loop's own. */
  debug?: boolean | undefined;
  /** Makes the loop; otherwise `newEventLoop`. */
  loopFactory?: (() => EventLoop) | undefined;
}

/** Options of `run`. */
export interface RunOptions extends RunnerOptions, SignalOptions {}

/**
 * Runs several coroutines on one loop and in one Context. Mirrors `asyncio.Runner`.
 *
 * Close it when done, by `close()` or `await using`.
 *
 * @example
 * ```ts
 * import { Runner, sleep } from "tsyncio";
 * const runner = new Runner();
 * const results = [await runner.run(sleep(0.001, 1)), await runner.run(sleep(0.001, 2))];
 * await runner.close();
 * results; // -> [1, 2]
 * ```
 */
export class Runner {
  readonly #options: RunnerOptions;
  #loop: EventLoop | undefined;
  #context: Context | undefined;
  #closed = false;
  #interrupts = 0;

  /** @throws TypeError for an unknown option, and a loop factory that is no function. */
  constructor(options: RunnerOptions = {}) {
    requireKnownOptions("Runner", options, RUNNER_OPTIONS);
    requireFunction("the option loopFactory", options.loopFactory);
    this.#options = options;
  }

  /** The loop that the coroutines run on. @throws RuntimeError when the Runner is closed. */
  getLoop(): EventLoop {
    if (this.#closed) throw new RuntimeError("the Runner is closed: make a new one");
    if (this.#loop === undefined) {
      this.#loop = (this.#options.loopFactory ?? newEventLoop)();
      if (this.#options.debug !== undefined) this.#loop.setDebug(this.#options.debug);
      this.#context = copyContext();
    }
    return this.#loop;
  }

  /**
   * Runs an awaitable to its end and gives its result. The first Ctrl-C cancels it, the second leaves
   * the loop at once.
   * @returns a promise that rejects with what `coro` throws; RuntimeError inside of a running loop, or when the
   * Runner is closed; TypeError when `coro` is not awaitable; KeyboardInterrupt after Ctrl-C.
   */
  async run<T>(
    coro: CoroutineLike<T>,
    options: { context?: Context | undefined; signal?: AbortSignal | undefined } = {},
  ): Promise<Awaited<T>> {
    requireKnownOptions("Runner.run()", options, ["context", "signal"]);
    const task = this.#createMain(coro, options.context);
    const release = this.#listen(task, options.signal);
    try {
      return await task.getLoop().runUntilComplete(task);
    } catch (error) {
      if (error instanceof CancelledError && this.#interrupts > 0 && task.uncancel() === 0) {
        throw new KeyboardInterrupt(undefined, { cause: error });
      }
      throw error;
    } finally {
      release();
    }
  }

  /** The task of `run`; its loop is not running yet. */
  #createMain<T>(coro: CoroutineLike<T>, context: Context | undefined): Task<Awaited<T>> {
    const main = coroutineFor(coro);
    if (main === undefined)
      throw new TypeError(
        `run() takes a coroutine or another awaitable, not ${textOf(coro)}${callHint(coro)}`,
      );
    if (executingLoop() !== undefined)
      throw new RuntimeError("run() cannot be called from a running event loop: await the coroutine instead");
    const loop = this.getLoop();
    if (loop.isRunning())
      throw new RuntimeError("this Runner is running something already: await that, or use another Runner");
    return loop.createTask(main as Generator<unknown, T, unknown>, { context: context ?? this.#context });
  }

  /** Cancels what is left of tasks, waits for it, closes async generators, and then the loop. */
  async close(): Promise<void> {
    if (this.#closed) return;
    const loop = this.#loop;
    if (loop?.isRunning()) throw new RuntimeError("cannot close a Runner while it runs: await its run first");
    this.#closed = true;
    if (loop === undefined) return;
    try {
      await cancelAllTasks(loop);
      await loop.runUntilComplete(loop.shutdownAsyncgens());
      await loop.runUntilComplete(loop.shutdownDefaultExecutor({ timeout: EXECUTOR_TIMEOUT }));
    } finally {
      loop.close();
    }
  }

  /** For `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Cancels `task` on Ctrl-C and when `signal` aborts. Returns a function that ends that. */
  #listen(task: Task<unknown>, signal: AbortSignal | undefined): () => void {
    this.#interrupts = 0;
    const release = onInterrupt(() => {
      this.#interrupts++;
      if (this.#interrupts === 1 && !task.done()) task.cancel();
      else task.getLoop()._interrupt(new KeyboardInterrupt());
    });
    const ignore = signal && cancelOnAbort(signal, task);
    return () => {
      release?.();
      ignore?.();
    };
  }
}

async function cancelAllTasks(loop: EventLoop): Promise<void> {
  const tasks = [...allTasks(loop)];
  if (tasks.length === 0) return;
  for (const task of tasks) task.cancel();
  await loop.runUntilComplete(gather({ returnExceptions: true }, ...tasks));
  for (const task of tasks) reportFailure(loop, task);
}

function reportFailure(loop: AbstractEventLoop, task: Task<unknown>): void {
  if (!task._failed()) return;
  const message = "unhandled exception during run() shutdown";
  loop.callExceptionHandler({ message, exception: task.exception(), task });
}

/**
 * Runs `main` on a new loop, then cancels what it left behind and closes the loop. Mirrors `asyncio.run`.
 *
 * The result is a native promise, because a JavaScript host cannot be blocked.
 * @returns a promise that rejects as that of `Runner.run` does.
 *
 * @example
 * ```ts
 * import { run, sleep } from "tsyncio";
 * async function main() {
 *   await sleep(0.001);
 *   return "done";
 * }
 * await run(main()); // -> "done"
 * ```
 */
export async function run<T>(main: CoroutineLike<T>, options: RunOptions = {}): Promise<Awaited<T>> {
  requireKnownOptions("run()", options, [...RUNNER_OPTIONS, "signal"]);
  const { signal, ...rest } = options;
  const runner = new Runner(rest);
  try {
    return await runner.run(main, { signal });
  } finally {
    await runner.close();
  }
}
