// The event loop as its users see it: scheduling, runs, errors that nobody awaits.
// Not here: iterations and turns of the host (turns.ts), what a step of a task is (tasks.ts), hosts (hosts/).
// Invariant: a closed loop takes nothing, and holds nothing that would run.

import { coroutineName, isCoroutine, isCoroutineFunction } from "./coroutines.ts";
import { originOf, sourceTraceback } from "./debug.ts";
import {
  type AbstractEventLoop,
  type Callback,
  type ExceptionContext,
  type ExceptionHandler,
  executingLoop,
  Handle,
  type Runnable,
  type ScheduleOptions,
  setDefaultLoopFactory,
  setRunning,
  type TaskFactory,
  TimerHandle,
} from "./events.ts";
import { leavesLoop, RuntimeError, textOf } from "./exceptions.ts";
import { type Executor, Executors, type ShutdownExecutorOptions } from "./executors.ts";
import { Future } from "./futures.ts";
import type { Host } from "./host.ts";
import { hasImmediate, nodeHost, onNothingLeft } from "./hosts/node.ts";
import { keepHostStores } from "./hosts/stores.ts";
import { webHost } from "./hosts/web.ts";
import { closeCoroutine } from "./interop.ts";
import { requireFunction, requireKnownOptions } from "./options.ts";
import { PendingTasks } from "./pending.ts";
import { pulling } from "./pulls.ts";
import { AsyncGenerators } from "./shutdown.ts";
import { type CoroutineLike, ensureFuture, Task, type TaskOptions } from "./tasks.ts";
import { requireSeconds } from "./timeouts.ts";
import { Turns } from "./turns.ts";
import type { UnretrievedException } from "./unretrieved.ts";

const TASK_OPTIONS = ["name", "context", "eagerStart", "signal"];

/**
 * asyncio's event loop on a JavaScript host. Mirrors `asyncio.EventLoop`.
 *
 * The host's loop cannot be blocked, so what runs "until" something gives a promise. While there is
 * work, iterations follow one another; about every millisecond the host gets a turn, for I/O, timers
 * and rendering.
 *
 * @example
 * ```ts
 * import { EventLoop } from "tsyncio";
 * const loop = new EventLoop();
 * const seen: string[] = [];
 * loop.callLater(0.001, () => loop.stop());
 * loop.callSoon((word: string) => seen.push(word), "first");
 * await loop.runForever();
 * loop.close();
 * seen; // -> ["first"]
 * ```
 */
export class EventLoop extends Turns {
  /** @internal */
  _currentTask: Task<unknown> | undefined;
  /** @internal */
  readonly _onClose = new Set<() => void>();
  /** @internal */
  readonly _tasks = new PendingTasks<Task<unknown>>();
  /** @internal */
  readonly _asyncgens: AsyncGenerators = new AsyncGenerators(this);
  /** @internal */
  readonly _unretrieved = new Set<UnretrievedException>();
  /** @internal */
  _awaitedPromises = 0;

  /** Options of a task that is given none: copying an object for each task would cost more than the rest. */
  readonly #ownTasks = { loop: this };
  readonly #executors = new Executors(this);
  #timerSequence = 0;
  #closed = false;
  #exceptionHandler: ExceptionHandler | undefined;
  #taskFactory: TaskFactory | undefined;

  /** Users call it without arguments; a test's loop brings a host with a clock of its own. */
  constructor(host: Host = hasImmediate() ? nodeHost : webHost) {
    super(host);
  }

  // --- scheduling -------------------------------------------------------------------------------

  /**
   * Calls `callback(...args)` in the next iteration; callbacks run in the order they were registered.
   * `callSoon({ context }, callback, ...args)` runs it in that Context. Mirrors `loop.call_soon`.
   * @throws RuntimeError when the loop is closed, TypeError when `callback` is no function.
   */
  callSoon<Args extends unknown[]>(callback: Callback<Args>, ...args: Args): Handle;
  callSoon<Args extends unknown[]>(options: ScheduleOptions, callback: Callback<Args>, ...args: Args): Handle;
  callSoon(...given: unknown[]): Handle {
    const [context, callback, args] = this.#parse("callSoon", given, 0);
    const handle = new Handle(callback, args, this, context);
    this._schedule(handle);
    return handle;
  }

  /**
   * Calls `callback(...args)` after `delay` seconds. Mirrors `loop.call_later`.
   * @throws RuntimeError when the loop is closed, TypeError or RangeError when the delay is no number of seconds.
   */
  callLater<Args extends unknown[]>(delay: number, callback: Callback<Args>, ...args: Args): TimerHandle;
  callLater<Args extends unknown[]>(
    options: ScheduleOptions,
    delay: number,
    callback: Callback<Args>,
    ...args: Args
  ): TimerHandle;
  callLater(...given: unknown[]): TimerHandle {
    const [context, callback, args, delay] = this.#parse("callLater", given, 1);
    return this.#scheduleAt(this.time() + delay, callback, args, context);
  }

  /**
   * Calls `callback(...args)` at `when`, in seconds of `time()`; equal times in the order registered.
   * Mirrors `loop.call_at`.
   * @throws as `callLater`.
   */
  callAt<Args extends unknown[]>(when: number, callback: Callback<Args>, ...args: Args): TimerHandle;
  callAt<Args extends unknown[]>(
    options: ScheduleOptions,
    when: number,
    callback: Callback<Args>,
    ...args: Args
  ): TimerHandle;
  callAt(...given: unknown[]): TimerHandle {
    const [context, callback, args, when] = this.#parse("callAt", given, 1);
    return this.#scheduleAt(when, callback, args, context);
  }

  /** A Future of this loop. Mirrors `loop.create_future`. */
  createFuture<T>(): Future<T> {
    return new Future<T>({ loop: this });
  }

  /**
   * Schedules `coro` in a task. Mirrors `loop.create_task`.
   * @throws RuntimeError when the loop is closed, TypeError when `coro` is no coroutine.
   */
  createTask<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<Awaited<T>> {
    if (this.#closed) closeCoroutine(coro);
    this.#checkOpen();
    const task = this.#taskFactory
      ? this.#taskFactory<T>(this, coro, options ?? {})
      : new Task<T>(coro, options === undefined ? this.#ownTasks : this.#taskOptions(options));
    return task as Task<Awaited<T>>;
  }

  /** A factory may take options of its own; a Task of ours does not. */
  #taskOptions(options: TaskOptions): TaskOptions & { loop: AbstractEventLoop } {
    requireKnownOptions("createTask()", options, TASK_OPTIONS);
    return { ...options, loop: this };
  }

  /** Sets what makes the tasks of `createTask`, or with undefined the default. Mirrors `loop.set_task_factory`. */
  setTaskFactory(factory: TaskFactory | undefined): void {
    requireFunction("a task factory", factory);
    this.#taskFactory = factory;
  }

  /** The task factory, or undefined for the default. Mirrors `loop.get_task_factory`. */
  getTaskFactory(): TaskFactory | undefined {
    return this.#taskFactory;
  }

  /** @internal */
  _schedule(runnable: Runnable): void {
    this.#checkOpen();
    this.enqueue(runnable);
  }

  #scheduleAt(
    when: number,
    callback: Callback<never>,
    args: readonly unknown[],
    context: ScheduleOptions["context"],
  ): TimerHandle {
    this.#checkOpen();
    const handle = new TimerHandle(when, this.#timerSequence++, callback, args, this, context);
    this.addTimer(handle);
    return handle;
  }

  /** Sorts `[options,] [seconds,] callback, ...args` into its parts. */
  #parse(
    method: string,
    given: unknown[],
    numbers: 0 | 1,
  ): [context: ScheduleOptions["context"], callback: Callback<never>, args: unknown[], seconds: number] {
    const first = typeof given[0] === "object" && given[0] !== null && !isCoroutine(given[0]) ? 1 : 0;
    if (first === 1) requireKnownOptions(`${method}()`, given[0] as ScheduleOptions, ["context"]);
    const context = first === 1 ? (given[0] as ScheduleOptions).context : undefined;
    const seconds = given[first];
    if (numbers === 1) requireSeconds(`the time of ${method}()`, seconds as number);
    const callback = given[first + numbers];
    if (typeof callback !== "function" || (this.getDebug() && isCoroutineFunction(callback))) {
      throw new TypeError(`${method}() takes a function to call, not ${describeRefused(callback)}`);
    }
    return [context, callback as Callback<never>, given.slice(first + numbers + 1), seconds as number];
  }

  // --- running ----------------------------------------------------------------------------------

  /**
   * Runs until `stop()` is called. Mirrors `loop.run_forever`.
   * @returns a promise that rejects with RuntimeError when the loop is closed, or it or another one is running
   * here; with KeyboardInterrupt or SystemExit when a callback throws one.
   */
  async runForever(): Promise<void> {
    this.#checkOpen();
    this.#checkCanRun();
    await this.#startCounting();
  }

  /**
   * Runs until `future` is done, and gives its result; a coroutine is made a task. Mirrors
   * `loop.run_until_complete`.
   * @returns a promise that rejects with what `future` throws, or RuntimeError when the loop is stopped before.
   */
  async runUntilComplete<T>(future: CoroutineLike<T>): Promise<Awaited<T>> {
    this.#checkOpen();
    this.#checkCanRun();
    const isNew = !(future instanceof Future);
    const awaited = ensureFuture(future as PromiseLike<T>, { loop: this });
    awaited.addDoneCallback(stopLoopOf);
    try {
      await this.#startCounting();
    } catch (error) {
      if (isNew) awaited._markRetrieved();
      throw error;
    } finally {
      awaited.removeDoneCallback(stopLoopOf);
    }
    if (!awaited.done()) throw new RuntimeError(`the event loop was stopped before ${awaited} was done`);
    return awaited.result();
  }

  /** Whether `close()` was called. Mirrors `loop.is_closed`. */
  isClosed(): boolean {
    return this.#closed;
  }

  /**
   * Drops everything that is scheduled. Closing twice does no harm. Mirrors `loop.close`.
   * @throws RuntimeError while the loop is running.
   */
  close(): void {
    if (this.isRunning())
      throw new RuntimeError("cannot close a running event loop: stop() it and await its run");
    if (this.#closed) return;
    this.#closed = true;
    this.drop();
    this.#executors.close();
    for (const task of [...this._tasks]) {
      task._abandon();
      this.callExceptionHandler({
        message: "Task was destroyed but it is pending!",
        task,
        ...sourceTraceback(task),
      });
    }
    for (const callback of this._onClose) callback();
    this._onClose.clear();
    // In a later turn, so that whoever awaited the run can read the exceptions of the tasks that it made.
    if (this._unretrieved.size > 0)
      this.afterHostTurn(() => this._unretrieved.forEach((unretrieved) => void unretrieved.report()));
  }

  /**
   * Closes the async generators that were begun here and have not ended, all at once; errors go to the exception
   * handler. Those begun later are reported. Mirrors `loop.shutdown_asyncgens`.
   */
  shutdownAsyncgens(): Promise<void> {
    return this._asyncgens.shutdown();
  }

  /**
   * Has `fn(...args)` run by an executor, or with undefined by the default one, and gives a Future of the result;
   * cancelling it asks the executor to drop the call. Mirrors `loop.run_in_executor`.
   * @throws RuntimeError when the default executor is asked for and there is none, or it was shut down; TypeError
   * for what is no executor or no function.
   */
  runInExecutor<Args extends unknown[], R>(
    executor: Executor | undefined,
    fn: (...args: Args) => R,
    ...args: Args
  ): Future<Awaited<R>> {
    this.#checkOpen();
    return this.#executors.run<Args, R>(executor, fn, args);
  }

  /** Sets the executor of `runInExecutor(undefined, …)`: there is none before. Mirrors `loop.set_default_executor`. */
  setDefaultExecutor(executor: Executor): void {
    this.#executors.setDefault(executor);
  }

  /**
   * Has the default executor take no more, and waits for what it has taken; `run` does so at its end. With a
   * `timeout` in seconds it waits no longer than that, and warns. Mirrors `loop.shutdown_default_executor`.
   */
  shutdownDefaultExecutor(options: ShutdownExecutorOptions = {}): Promise<void> {
    requireKnownOptions("shutdownDefaultExecutor()", options, ["timeout"]);
    return this.#executors.shutDown(options.timeout);
  }

  /** @internal Ends the run at once, from outside of any callback. */
  _interrupt(reason: unknown): void {
    this.finish(reason);
  }

  /** @internal For the process's default loop: it never ends, and does not count as one that was started. */
  _runInBackground(): void {
    this.start().catch((error) => {
      this._runInBackground();
      throw error;
    });
  }

  /** Starts a run that `getRunningLoop` finds, and that a deadlock ends. */
  #startCounting(): Promise<void> {
    setRunning(this, true);
    return this.start(onNothingLeft(() => this.endInDeadlock()));
  }

  /** Ends a run that nothing can wake any more. */
  protected endInDeadlock(): void {
    this.finish(deadlock(this._tasks));
  }

  #checkOpen(): void {
    if (this.#closed) throw new RuntimeError("the event loop is closed: make a new one");
  }

  #checkCanRun(): void {
    if (this.isRunning()) throw new RuntimeError("this event loop is already running");
    if (executingLoop() !== undefined) {
      throw new RuntimeError(
        "cannot run an event loop while another one is running: await the coroutine instead",
      );
    }
  }

  // --- exceptions and debugging -----------------------------------------------------------------

  /** Sets what is told of errors that nobody awaits: `handler(loop, context)`. Mirrors `loop.set_exception_handler`. */
  setExceptionHandler(handler: ExceptionHandler | undefined): void {
    requireFunction("an exception handler", handler);
    this.#exceptionHandler = handler;
  }

  /** The exception handler, or undefined for the default. Mirrors `loop.get_exception_handler`. */
  getExceptionHandler(): ExceptionHandler | undefined {
    return this.#exceptionHandler;
  }

  /**
   * Writes the message, the exception and the other keys to the console. Mirrors `loop.default_exception_handler`.
   * As there, it adds `handleTraceback` in debug mode, where `context` does not tell where its subject was made.
   */
  defaultExceptionHandler(context: ExceptionContext): void {
    const handleTraceback = this.executing && originOf(this.executing);
    if (handleTraceback !== undefined && context.sourceTraceback === undefined)
      context.handleTraceback = handleTraceback;
    const { message, exception, ...rest } = context;
    const details = Object.entries(rest).map(([key, value]) => `\n${key}: ${describeDetail(key, value)}`);
    const lines = details.sort();
    const text = `${message || "Unhandled exception in event loop"}${lines.join("")}`;
    if (exception === undefined) console.error(text);
    else console.error(`${text}\n`, exception);
  }

  /**
   * Calls the exception handler, in the Context of the task, future or handle that is to blame. Mirrors
   * `loop.call_exception_handler`.
   */
  callExceptionHandler(context: ExceptionContext): void {
    const handler = this.#exceptionHandler;
    if (handler === undefined) return this.#callDefaultHandler(context);
    const message = "Unhandled error in exception handler";
    this.#guard(
      () => inContextOf(context, () => handler(this, context)),
      (exception) => this.#callDefaultHandler({ message, exception, context }),
    );
  }

  #callDefaultHandler(context: ExceptionContext): void {
    this.#guard(
      () => this.defaultExceptionHandler(context),
      (exception) => console.error("Exception in default exception handler", exception),
    );
  }

  #guard(call: () => void, onError: (error: unknown) => void): void {
    try {
      call();
    } catch (error) {
      if (leavesLoop(error)) throw error;
      onError(error);
    }
  }

  override toString(): string {
    return `<EventLoop running=${this.isRunning()} closed=${this.#closed} debug=${this.getDebug()}>`;
  }
}

function stopLoopOf(future: Future<unknown>): void {
  if (future._failed() && leavesLoop(future.exception())) return; // The exception has ended the run already.
  future.getLoop().stop();
}

/** For a run that nothing can end any more: without it, the process would just end, and say nothing. */
function deadlock(tasks: Iterable<Task<unknown>>): RuntimeError {
  const waiting = [...tasks].map((task) => `\n  ${task}${situationOf(task)}`).join("");
  return new RuntimeError(
    `deadlock: the event loop has nothing to run and nothing can wake it any more; tasks not done: ${waiting || "none"}`,
  );
}

/** Which calls the task waits in, the innermost first, and who waits for the task: `formatCallGraph` in one line. */
function situationOf(task: Task<unknown>): string {
  const stack = task._stack().filter((coro) => coro !== pulling);
  const calls = stack.map((coro) => `${coroutineName(coro)}()`);
  const awaiters = [...task._awaiters()].map((awaiter) => (awaiter as Task<unknown>).getName());
  return ` in ${calls.join(" < ")}${awaiters.length > 0 ? `, awaited by ${awaiters.join(", ")}` : ""}`;
}

function inContextOf(context: ExceptionContext, call: () => void): void {
  const culprit = context.task ?? context.future ?? context.handle;
  const own = culprit !== undefined && "getContext" in culprit ? culprit.getContext() : undefined;
  if (own === undefined || own._entered) call();
  else own.run(call);
}

function describeDetail(key: string, value: unknown): string {
  if (!Array.isArray(value) || !key.endsWith("Traceback")) return textOf(value);
  return [
    `${key === "handleTraceback" ? "Handle" : "Object"} created at (most recent call last):`,
    ...value,
  ].join("\n  ");
}

/** What was given in the place of a function to call, and what to give instead. */
function describeRefused(value: unknown): string {
  if (isCoroutine(value)) return "a coroutine: make a task of it";
  if (typeof value === "function")
    return `the coroutine function ${value.name || "(anonymous)"}: make a task of its coroutine`;
  return textOf(value);
}

keepHostStores();

setDefaultLoopFactory(() => {
  const loop = new EventLoop();
  loop._runInBackground();
  return loop;
});

/**
 * A new event loop. Mirrors `asyncio.new_event_loop`.
 *
 * @example
 * ```ts
 * import { newEventLoop } from "tsyncio";
 * const loop = newEventLoop();
 * loop.isRunning(); // -> false
 * loop.close();
 * ```
 */
export function newEventLoop(): EventLoop {
  return new EventLoop();
}
