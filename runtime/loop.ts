// The event loop: what is ready, what is due, and turns of the host to run them in.
// Not here: the heap of timers (timers.ts), what a step of a task is (tasks.ts), the host's own means (hosts/).
// Invariant: #runOnce is the one place where callbacks run, and it runs those that were ready when it began.

import { isCoroutine, isCoroutineFunction } from "./coroutines.ts";
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
  setExecutingLoop,
  setRunning,
  type TaskFactory,
  TimerHandle,
} from "./events.ts";
import { leavesLoop, RuntimeError } from "./exceptions.ts";
import { Future, hasUnretrievedExceptions, reportUnretrievedExceptions } from "./futures.ts";
import type { Host } from "./host.ts";
import { hasImmediate, nodeHost, onNothingLeft } from "./hosts/node.ts";
import { webHost } from "./hosts/web.ts";
import { closeCoroutine } from "./interop.ts";
import { PendingTasks } from "./pending.ts";
import { ReadyQueue } from "./ready.ts";
import { type CoroutineLike, ensureFuture, Task, type TaskOptions } from "./tasks.ts";
import { requireSeconds } from "./timeouts.ts";
import { Timers } from "./timers.ts";

/** For so many seconds callbacks may follow one another before the host gets its turn. */
const HOST_TURN_EVERY = 0.001;
/** Callbacks are counted, and where these bits are all 0 the clock is asked whether the host is owed a turn. */
const LOOK_MASK = 0x1f;

/** A run that has begun: how its promise is settled, and how to stop watching for a deadlock. */
interface Run {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
  readonly release: (() => void) | undefined;
}

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
export class EventLoop implements AbstractEventLoop {
  /** In debug mode, callbacks and steps that take longer than this are logged. Seconds. */
  slowCallbackDuration = 0.1;
  /** @internal */
  _currentTask: Task<unknown> | undefined;
  /** @internal */
  readonly _tasks = new PendingTasks<Task<unknown>>();

  readonly #host: Host;
  readonly #timers = new Timers();
  #timerSequence = 0;
  readonly #ready = new ReadyQueue();
  /** How many at the head of the queue belong to this iteration. */
  #batch = 0;
  /** A task that was stopped in mid-step for the host's sake: it goes on before anything else. */
  #paused: Runnable | undefined;

  #run: Run | undefined;
  #stopping = false;
  #closed = false;
  #inTurn = false;
  #turnRequested = false;
  #hostTurnDue = 0;
  #looks = 0;
  #alarm: { when: number; cancel: () => void } | undefined;

  /** Options of a task that is given none: copying an object for each task would cost more than the rest. */
  readonly #ownTasks = { loop: this };
  #debug = false;
  #exceptionHandler: ExceptionHandler | undefined;
  #taskFactory: TaskFactory | undefined;

  /** Users call it without arguments; a test's loop brings a host with a clock of its own. */
  constructor(host: Host = hasImmediate() ? nodeHost : webHost) {
    this.#host = host;
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

  /** The loop's monotonic clock, in seconds. Mirrors `loop.time`. */
  time(): number {
    return this.#host.now();
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
      : new Task<T>(coro, options === undefined ? this.#ownTasks : { ...options, loop: this });
    return task as Task<Awaited<T>>;
  }

  /** Sets what makes the tasks of `createTask`, or with undefined the default. Mirrors `loop.set_task_factory`. */
  setTaskFactory(factory: TaskFactory | undefined): void {
    if (factory !== undefined && typeof factory !== "function") {
      throw new TypeError(`a task factory must be a function or undefined, not ${String(factory)}`);
    }
    this.#taskFactory = factory;
  }

  /** The task factory, or undefined for the default. Mirrors `loop.get_task_factory`. */
  getTaskFactory(): TaskFactory | undefined {
    return this.#taskFactory;
  }

  /** @internal */
  _schedule(runnable: Runnable): void {
    this.#checkOpen();
    this.#ready.push(runnable);
    if (!this.#inTurn && this.#run !== undefined) this.#requestTurn();
  }

  /** @internal */
  _timerCancelled(): void {
    this.#timers.noteCancelled();
  }

  #scheduleAt(
    when: number,
    callback: Callback<never>,
    args: readonly unknown[],
    context: ScheduleOptions["context"],
  ): TimerHandle {
    this.#checkOpen();
    const handle = new TimerHandle(when, this.#timerSequence++, callback, args, this, context);
    this.#timers.push(handle);
    if (!this.#inTurn && this.#run !== undefined) this.#setAlarm();
    return handle;
  }

  /** Sorts `[options,] [seconds,] callback, ...args` into its parts. */
  #parse(
    method: string,
    given: unknown[],
    numbers: 0 | 1,
  ): [context: ScheduleOptions["context"], callback: Callback<never>, args: unknown[], seconds: number] {
    const first = typeof given[0] === "object" && given[0] !== null ? 1 : 0;
    const context = first === 1 ? (given[0] as ScheduleOptions).context : undefined;
    const seconds = given[first];
    if (numbers === 1) {
      if (seconds === undefined) throw new TypeError(`${method}() needs a number of seconds, not undefined`);
      requireSeconds(`the time of ${method}()`, seconds as number);
    }
    const callback = given[first + numbers];
    if (typeof callback !== "function" || (this.#debug && isCoroutineFunction(callback))) {
      throw new TypeError(`${method}() takes a function to call, not ${describeCallback(callback)}`);
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
    await this.#start(true);
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
      await this.#start(true);
    } catch (error) {
      if (isNew && awaited.done()) awaited._markRetrieved();
      throw error;
    } finally {
      awaited.removeDoneCallback(stopLoopOf);
    }
    if (!awaited.done()) throw new RuntimeError(`the event loop was stopped before ${awaited} was done`);
    return awaited.result();
  }

  /** Ends the run after the current iteration; what is scheduled stays for the next run. Mirrors `loop.stop`. */
  stop(): void {
    this.#stopping = true;
    if (!this.#inTurn && this.#run !== undefined) this.#requestTurn();
  }

  /** Whether the loop has been started and not yet stopped. Mirrors `loop.is_running`. */
  isRunning(): boolean {
    return this.#run !== undefined;
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
    this.#ready.clear();
    this.#timers.clear();
    for (const task of [...this._tasks]) {
      this._tasks.delete(task);
      this.callExceptionHandler({ message: "Task was destroyed but it is pending!", task });
    }
    // Who awaited the run gets a chance to read the exceptions of what it still holds.
    if (hasUnretrievedExceptions(this)) this.#host.soon(() => reportUnretrievedExceptions(this));
  }

  /** @internal Ends the run at once, from outside of any callback. */
  _interrupt(reason: unknown): void {
    this.#finish(reason);
  }

  /** @internal For the process's default loop: it never ends, and does not count as one that was started. */
  _runInBackground(): void {
    this.#start(false).catch((error) => {
      this._runInBackground();
      throw error;
    });
  }

  /** @internal */
  _owesHostTurn(): boolean {
    return this.#host.now() >= this.#hostTurnDue;
  }

  /** @internal */
  _pause(runnable: Runnable): void {
    this.#paused = runnable;
  }

  #start(counts: boolean): Promise<void> {
    if (counts) setRunning(this, true);
    return new Promise((resolve, reject) => {
      const release = counts ? onNothingLeft(() => this.#finish(deadlock(this._tasks))) : undefined;
      this.#run = { resolve, reject, release };
      this.#hostTurnDue = this.#host.now() + HOST_TURN_EVERY;
      this.#requestTurn();
    });
  }

  #finish(...reason: [unknown?]): void {
    const run = this.#run;
    this.#run = undefined;
    this.#stopping = false;
    this.#alarm?.cancel();
    this.#alarm = undefined;
    setRunning(this, false);
    run?.release?.();
    if (reason.length === 0) run?.resolve();
    else run?.reject(reason[0]);
  }

  /** A microtask is the fast way back in; where the host is owed a turn, the way leads through it. */
  #requestTurn(): void {
    if (this.#turnRequested) return;
    this.#turnRequested = true;
    if (this._owesHostTurn()) this.#host.soon(this.#onHostTurn);
    else queueMicrotask(this.#onTurn);
  }

  readonly #onHostTurn = () => {
    this.#hostTurnDue = this.#host.now() + HOST_TURN_EVERY;
    this.#onTurn();
  };

  readonly #onTurn = () => {
    this.#turnRequested = false;
    if (this.#run === undefined) return;
    const previous = setExecutingLoop(this);
    this.#inTurn = true;
    try {
      this.#iterate();
    } catch (error) {
      this.#batch = 0; // What is left of it stays in the queue, for the next run.
      this.#finish(error);
    } finally {
      this.#inTurn = false;
      setExecutingLoop(previous);
    }
  };

  /** Iteration after iteration, until there is nothing to do, the host is owed a turn, or the loop is stopped. */
  #iterate(): void {
    for (;;) {
      const complete = this.#runOnce();
      if (complete && this.#stopping) return this.#finish();
      if (!complete || this.#timeIsUp()) break;
      if (this.#ready.length === 0 && !this.#timerIsDue()) break;
    }
    if (this.#hasReady()) this.#requestHostTurn();
    else this.#setAlarm();
  }

  /** Looks at the clock only now and then, because asking it costs as much as a short callback. */
  #timeIsUp(): boolean {
    return (this.#looks & LOOK_MASK) === 0 && this._owesHostTurn();
  }

  #requestHostTurn(): void {
    this.#turnRequested = true;
    this.#host.soon(this.#onHostTurn);
  }

  /** One iteration, or the rest of one that was broken off for the host's sake. Returns whether it is complete. */
  #runOnce(): boolean {
    if (this.#paused === undefined && this.#batch === 0) this.#beginBatch();
    if (this.#paused !== undefined) {
      const paused = this.#paused;
      this.#paused = undefined;
      this.#execute(paused);
    }
    while (this.#paused === undefined && this.#batch > 0) {
      this.#batch--;
      this.#execute(this.#ready.shift());
      this.#looks++;
      if (this.#timeIsUp()) break;
    }
    return this.#paused === undefined && this.#batch === 0;
  }

  /** Due timers come after what is ready already, as in asyncio. */
  #beginBatch(): void {
    if (this.#timers.size > 0) {
      const now = this.time();
      for (let handle = this.#timers.popDue(now); handle !== undefined; handle = this.#timers.popDue(now)) {
        this.#ready.push(handle);
      }
    }
    this.#batch = this.#ready.length;
  }

  #execute(runnable: Runnable): void {
    if (!this.#debug) return runnable._run();
    const start = this.time();
    runnable._run();
    const seconds = this.time() - start;
    if (seconds >= this.slowCallbackDuration)
      console.warn(`Executing ${runnable} took ${seconds.toFixed(3)} seconds`);
  }

  #hasReady(): boolean {
    return this.#paused !== undefined || this.#ready.length > 0;
  }

  #timerIsDue(): boolean {
    if (this.#timers.size === 0) return false;
    const head = this.#timers.head();
    return head !== undefined && head.when() <= this.time();
  }

  #setAlarm(): void {
    const when = this.#timers.head()?.when();
    if (when === this.#alarm?.when) return;
    this.#alarm?.cancel();
    this.#alarm = undefined;
    if (when === undefined) return;
    const cancel = this.#host.at(when, () => {
      this.#alarm = undefined;
      this.#onHostTurn();
    });
    this.#alarm = { when, cancel };
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
    if (handler !== undefined && typeof handler !== "function") {
      throw new TypeError(`an exception handler must be a function or undefined, not ${String(handler)}`);
    }
    this.#exceptionHandler = handler;
  }

  /** The exception handler, or undefined for the default. Mirrors `loop.get_exception_handler`. */
  getExceptionHandler(): ExceptionHandler | undefined {
    return this.#exceptionHandler;
  }

  /** Writes the message, the exception and the other keys to the console. Mirrors `loop.default_exception_handler`. */
  defaultExceptionHandler(context: ExceptionContext): void {
    const { message, exception, ...rest } = context;
    const lines = Object.keys(rest)
      .sort()
      .map((key) => `\n${key}: ${String(rest[key])}`);
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
    if (handler === undefined)
      return this.#guard(() => this.defaultExceptionHandler(context), reportBrokenDefault);
    this.#guard(
      () => inContextOf(context, () => handler(this, context)),
      (exception) => {
        const message = "Unhandled error in exception handler";
        this.#guard(() => this.defaultExceptionHandler({ message, exception, context }), reportBrokenDefault);
      },
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

  /** Whether debug mode is on. Mirrors `loop.get_debug`. */
  getDebug(): boolean {
    return this.#debug;
  }

  /** Turns debug mode on or off. Mirrors `loop.set_debug`. */
  setDebug(enabled: boolean): void {
    this.#debug = enabled;
  }

  toString(): string {
    return `<EventLoop running=${this.isRunning()} closed=${this.#closed} debug=${this.#debug}>`;
  }
}

function stopLoopOf(future: Future<unknown>): void {
  if (future._failed() && leavesLoop(future.exception())) return; // The exception has ended the run already.
  future.getLoop().stop();
}

/** The process would end now, without a word, though the run has not. */
function deadlock(tasks: Iterable<Task<unknown>>): RuntimeError {
  const waiting = [...tasks].map((task) => `\n  ${task}`).join("");
  return new RuntimeError(
    `deadlock: the event loop has nothing to run and nothing can wake it any more; tasks not done: ${waiting || "none"}`,
  );
}

function inContextOf(context: ExceptionContext, call: () => void): void {
  const culprit = context.task ?? context.future ?? context.handle;
  const own = culprit !== undefined && "getContext" in culprit ? culprit.getContext() : undefined;
  if (own === undefined || own._entered) call();
  else own.run(call);
}

function reportBrokenDefault(exception: unknown): void {
  console.error("Exception in default exception handler", exception);
}

function describeCallback(value: unknown): string {
  if (isCoroutine(value)) return "a coroutine: make a task of it";
  if (typeof value === "function")
    return `the coroutine function ${value.name || "(anonymous)"}: make a task of its coroutine`;
  return String(value);
}

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
