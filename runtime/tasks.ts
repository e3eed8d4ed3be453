// Task: drives a coroutine, step by step, through the loop; createTask, currentTask, allTasks, ensureFuture.
// Not here: gather (gathering.ts), sleep, wait and the like (waiting.ts), and the loop (loop.ts).
// Invariant: a task waits for at most one thing, and stands at most once in the loop's ready queue.

import { type Context, contextToRunIn, enterContext, leaveContext } from "./contextvars.ts";
import {
  type AnyAwaitable,
  COROUTINE,
  type CoroutineObject,
  CoroutinePrototype,
  coroutineName,
  FUTURE,
  KIND,
  PULL,
  promiseMethods,
  resume,
  TURN,
  throwInto,
  USED,
} from "./coroutines.ts";
import {
  type AbstractEventLoop,
  executingLoop,
  getRunningLoop,
  type Runnable,
  runningOrDefaultLoop,
  setExecutingLoop,
} from "./events.ts";
import { CancelledError, leavesLoop, ownCancelledError, RuntimeError, textOf } from "./exceptions.ts";
import { Future, type Waiter } from "./futures.ts";
import { adopt, asCoroutine, awaiting, callHint, coroutineFor, type Turn } from "./interop.ts";
import { requireKnownOptions } from "./options.ts";
import type { Linked } from "./pending.ts";
import { finish, type GivenItem, isReturnAwaited, type Pull, pullFrom, pulling } from "./pulls.ts";
import { obey, type SignalOptions, TaskSignals } from "./signals.ts";
import { captureStores } from "./stores.ts";

/** Options of `createTask`. */
export interface TaskOptions extends SignalOptions {
  /** A name for people; otherwise `Task-1`, `Task-2` and so on. */
  name?: unknown;
  /** The Context to run in, as it is; otherwise a copy of the current one. */
  context?: Context | undefined;
  /** Whether the first step runs at once, inside of the call, when the loop is at work; Python's `eager_start`. */
  eagerStart?: boolean | undefined;
}

/** Options of `ensureFuture`. */
export interface EnsureFutureOptions extends SignalOptions {
  /** The loop of a task that is made; otherwise the running one. */
  loop?: AbstractEventLoop | undefined;
}

/** What `createTask` takes: a coroutine, or the generator object of an unmarked generator function. */
export type CoroutineLike<T> = AnyAwaitable<T> | Generator<unknown, T, unknown>;

// An import is looked up in its module at every use; a constant of this module is compiled into the trampoline.
const kindOf: typeof KIND = KIND;
const coroutineKind = COROUTINE;
const futureKind = FUTURE;
const turnKind = TURN;
const pullKind = PULL;
const usedKind = USED;
const resumeFrame = resume;
const throwIntoFrame = throwInto;

/**
 * Awaits that do not suspend are counted. Each time that all bits of the mask are 0 in this count, the clock is asked
 * whether the host is owed a turn: often at first, since the code between two awaits may take long; then rarely,
 * since asking costs as much as an await.
 */
const FIRST_LOOK_MASK = 0x7;
const LAST_LOOK_MASK = 0xff;

let taskCounter = 0;

/** How many eager first steps run now: such a step cannot pause for the host, since who called createTask waits. */
let eagerSteps = 0;

/**
 * A Future that drives a coroutine. Mirrors `asyncio.Task`.
 *
 * @example
 * ```ts
 * import { createTask, run, sleep } from "tsyncio";
 * async function work() {
 *   await sleep(0.001);
 *   return 42;
 * }
 * async function main() {
 *   const task = createTask(work(), { name: "worker" });
 *   return [task.getName(), await task];
 * }
 * await run(main()); // -> ["worker", 42]
 * ```
 */
export class Task<T> extends Future<T> implements Runnable, Waiter, Linked {
  /** @internal */
  _stores = captureStores();
  /** @internal */
  _previous: Linked | undefined;
  /** @internal */
  _next: Linked | undefined;
  /** Undefined once an eager first step has brought the task to its end. */
  #coroutine: CoroutineObject | undefined;
  readonly #context: Context;
  #name: string | number;
  /** The innermost coroutine: the one that the next step resumes. */
  #frame: CoroutineObject;
  /** The coroutines that wait for the innermost one, outermost first. */
  #outer: CoroutineObject[] | undefined;
  #waiter: Future<unknown> | undefined;
  /** What the next step sends or throws into the frame. */
  #failing = false;
  #value: unknown;
  #paused = false;
  #mustCancel = false;
  #cancelRequests = 0;
  /** Most tasks have no signals. */
  #signals: TaskSignals | undefined;

  /** @throws TypeError when `coro` is no coroutine; RuntimeError when there is no loop. */
  constructor(coro: CoroutineLike<T>, options: TaskOptions & { loop?: AbstractEventLoop | undefined } = {}) {
    const frame = asCoroutine(coro);
    if (frame === undefined)
      throw new TypeError(`a coroutine was expected, got ${textOf(coro)}${hint(coro)}`);
    super(options);
    this.#context = contextToRunIn(options.context);
    this.#coroutine = frame;
    this.#frame = claim(frame);
    this.#name = options.name === undefined ? ++taskCounter : String(options.name);
    if (options.signal !== undefined) this.#getSignals().obey(options.signal, this);
    const loop = this.getLoop();
    if (options.eagerStart === true && executingLoop() === loop) {
      this.#startEagerly(loop);
      return;
    }
    loop._schedule(this); // Before it counts as pending, since a closed loop refuses it here.
    loop._tasks.add(this as Task<unknown>);
  }

  #startEagerly(loop: AbstractEventLoop): void {
    loop._tasks.add(this as Task<unknown>);
    eagerSteps++;
    try {
      this._run();
    } catch (error) {
      // Nothing has run when its Context is in use already.
      if (!this.done()) this.#release();
      throw error;
    } finally {
      eagerSteps--;
      this._stores = captureStores();
    }
    if (this.done()) this.#coroutine = undefined;
  }

  /** The coroutine that this task drives; undefined when an eager start has brought it to its end. */
  getCoro(): Promise<T> | undefined {
    return this.#coroutine as Promise<T> | undefined;
  }

  /** The Context that this task runs in. */
  getContext(): Context {
    return this.#context;
  }

  /** The name given to `createTask`, or `Task-N`. */
  getName(): string {
    return typeof this.#name === "string" ? this.#name : `Task-${this.#name}`;
  }

  /** Renames the task; the name is turned into a string. */
  setName(name: unknown): void {
    this.#name = String(name);
  }

  /** A task's result is that of its coroutine. @throws RuntimeError always. */
  override setResult(_result: T): never {
    throw new RuntimeError(`${this} does not support setResult(): its coroutine returns the result`);
  }

  /** A task's exception is that of its coroutine. @throws RuntimeError always. */
  override setException(_exception: unknown): never {
    throw new RuntimeError(`${this} does not support setException(): its coroutine throws the exception`);
  }

  /**
   * Asks for a CancelledError to be thrown into the coroutine at its next opportunity. Returns false
   * when the task is done. Mirrors `Task.cancel`.
   */
  override cancel(message?: unknown): boolean {
    this._markRetrieved();
    if (this.done()) return false;
    this.#cancelRequests++;
    // The waiter may be done already, its wake-up still in the queue: then the request is remembered.
    if (!this.#waiter?.cancel(message)) {
      this.#mustCancel = true;
      this._cancelMessage = message;
    }
    this.#signals?.tell(message);
    return true;
  }

  /** How many times `cancel()` was called less how many times `uncancel()` was. */
  cancelling(): number {
    return this.#cancelRequests;
  }

  /** Takes one cancel request back and returns how many are left; at none, one not yet delivered is withdrawn. */
  uncancel(): number {
    if (this.#cancelRequests > 0) {
      this.#cancelRequests--;
      if (this.#cancelRequests === 0) this.#mustCancel = false;
    }
    return this.#cancelRequests;
  }

  /** @internal The Future this task waits for was done: the task itself stands in the queue for its wake-up. */
  _wakeup(): Runnable {
    return this;
  }

  /** @internal */
  get _awaiter(): this {
    return this;
  }

  /**
   * @internal The coroutines that wait, the innermost first; `pulling` stands between an async generator and the
   * coroutine that waits for its item. While the task runs, the coroutine that is running is not among them.
   */
  _stack(): CoroutineObject[] {
    if (this.done()) return [];
    const outer = [...(this.#outer ?? [])].reverse();
    return this.getLoop()._currentTask === (this as unknown) ? outer : [this.#frame, ...outer];
  }

  /** @internal How many stand below the innermost in `_stack()`. */
  get _depth(): number {
    return this.#outer?.length ?? 0;
  }

  /** @internal One step: called by the loop, which has this task in its ready queue. */
  _run(): void {
    const loop = this.getLoop();
    const previous = enterContext(this.#context);
    const outerTask = loop._currentTask;
    loop._currentTask = this as Task<unknown>;
    try {
      this.#step();
    } finally {
      loop._currentTask = outerTask;
      leaveContext(this.#context, previous);
    }
  }

  #step(): void {
    let failing = this.#failing;
    let value = this.#value;
    this.#failing = false;
    this.#value = undefined;
    const waiter = this.#waiter;
    if (waiter !== undefined) {
      this.#waiter = undefined;
      failing = waiter.cancelled();
      try {
        value = failing ? waiter._makeErrorToThrow() : waiter.result();
      } catch (error) {
        failing = true;
        value = error;
      }
    }
    // A pause for the host is no suspension: a request made before it waits for a real one.
    if (this.#mustCancel && !this.#paused) {
      if (!(failing && value instanceof CancelledError)) value = this._makeErrorToThrow();
      failing = true;
      this.#mustCancel = false;
    }
    this.#paused = false;
    this.#drive(failing, value);
  }

  /**
   * The trampoline: resumes the innermost coroutine, again and again, until it awaits something that is
   * not there yet. A coroutine that is awaited goes on top of those that wait; its end goes back to the one below.
   * Long for its kind: every await of every program runs through it, and calls cost.
   */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop on purpose, see above
  #drive(failing: boolean, value: unknown): void {
    let outer = this.#outer;
    let frame = this.#frame;
    let lookMask = FIRST_LOOK_MASK;
    for (let awaits = 1; ; awaits++) {
      if ((awaits & lookMask) === 0 && eagerSteps === 0) {
        if (this.getLoop()._owesHostTurn()) return this.#pause(frame, failing, value);
        lookMask = ((lookMask << 1) | 1) & LAST_LOOK_MASK;
      }
      let done: boolean | undefined;
      try {
        const result = failing ? throwIntoFrame.call(frame, value) : resumeFrame.call(frame, value as never);
        failing = false;
        value = result.value;
        done = result.done;
      } catch (error) {
        failing = true;
        value = error;
        done = true;
      }
      if (done) {
        if (!failing && isReturnAwaited(value, outer)) {
          // `return x` awaits x, in the place of the coroutine that has returned.
          frame = awaiting(value);
          value = undefined;
          continue;
        }
        const parent = outer?.pop();
        if (parent === undefined) return failing ? this.#fail(value) : this.#succeed(value as T);
        if (parent === pulling) value = finish(frame, failing, value);
        frame = parent === pulling ? (outer?.pop() as CoroutineObject) : parent;
        continue;
      }
      if (typeof value !== "object" ? typeof value !== "function" : value === null) continue;
      try {
        let kind = (value as CoroutineObject | Future<unknown> | Turn | Pull | GivenItem)[kindOf];
        if (kind === undefined) {
          const adopted = adopt(value as object, this.getLoop());
          if (adopted === undefined) continue;
          value = adopted;
          kind = adopted[kindOf];
        }
        if (kind === coroutineKind) {
          // Most tasks need no list; and a list that begins with an object is faster than one that begins empty.
          if (outer === undefined) outer = this.#outer = [frame];
          else outer.push(frame);
          frame = value as CoroutineObject;
          frame[kindOf] = usedKind;
          value = undefined;
        } else if (kind === futureKind || kind === usedKind) {
          const future = kind === futureKind ? (value as Future<unknown>) : startedFor(value as object);
          if (!future.done()) return this.#suspend(frame, future);
          value = future.result();
        } else if (kind === turnKind) {
          (value as Turn)[kindOf] = usedKind;
          this.#frame = frame;
          return this.getLoop()._schedule(this);
        } else if (kind === pullKind) {
          outer ??= this.#outer = [];
          frame = pullFrom(value as Pull, frame, outer);
          failing = (value as Pull).throws;
          value = (value as Pull).sent;
        } else {
          frame = (value as GivenItem).give(frame, outer, this.getLoop());
          value = (value as GivenItem).take();
        }
      } catch (error) {
        failing = true;
        value = error;
      }
    }
  }

  #pause(frame: CoroutineObject, failing: boolean, value: unknown): void {
    this.#frame = frame;
    this.#failing = failing;
    this.#value = value;
    this.#paused = true;
    this.getLoop()._pause(this);
  }

  #suspend(frame: CoroutineObject, future: Future<unknown>): void {
    this.#frame = frame;
    if (future.getLoop() !== this.getLoop()) {
      return this.#throwNextTurn(`${this} got ${future}, which is attached to a different loop`);
    }
    if (future === (this as unknown)) return this.#throwNextTurn(`${this} cannot await on itself`);
    this.#waiter = future;
    future._addWaiter(this);
    if (this.#mustCancel && future.cancel(this._cancelMessage)) this.#mustCancel = false;
  }

  #throwNextTurn(message: string): void {
    this.#failing = true;
    this.#value = new RuntimeError(message);
    this.getLoop()._schedule(this);
  }

  #succeed(result: T): void {
    this.#release();
    if (this.#mustCancel) {
      // Cancelled at the very end, with no suspension left to deliver it: the result is dropped.
      this.#mustCancel = false;
      this._setCancelled(this._cancelMessage);
    } else {
      super.setResult(result);
    }
  }

  #fail(thrown: unknown): void {
    this.#release();
    const error = ownCancelledError(thrown);
    if (error instanceof CancelledError) {
      this._setCancelled(undefined, error);
      return;
    }
    this._reject(error);
    if (leavesLoop(error)) throw error;
  }

  #release(): void {
    this.getLoop()._tasks.delete(this as Task<unknown>);
    this.#signals?.release();
  }

  /** @internal Its loop is closed, so that it will never be done. */
  _abandon(): void {
    this.#release();
  }

  #getSignals(): TaskSignals {
    this.#signals ??= new TaskSignals();
    return this.#signals;
  }

  /** @internal See `taskSignal`. */
  _signal(): AbortSignal {
    return this.#getSignals().signal(this.#mustCancel, this._cancelMessage);
  }

  /** @internal The reason with which its `taskSignal` has aborted, until all cancel requests are taken back. */
  _toldCancellation(): CancelledError | undefined {
    return this.#cancelRequests > 0 ? this.#signals?.told : undefined;
  }

  /** @internal */
  override _describe(): string {
    const state = !this.done() && this.#cancelRequests > 0 ? "cancelling" : super._describe();
    const waiting = this.#waiter ? ` waitFor=<${this.#waiter.constructor.name}>` : "";
    const coro = this.#coroutine ? ` coro=<${coroutineName(this.#coroutine)}()>` : "";
    return `${state} name='${this.getName()}'${coro}${waiting}`;
  }
}

/** A coroutine that was awaited before does not keep a task from being made: the task fails, as in asyncio. */
function claim(coro: CoroutineObject): CoroutineObject {
  if (coro[KIND] === USED) return awaiting(coro);
  coro[KIND] = USED;
  return coro;
}

/** The tasks in which native code has started coroutines, until it has got their outcomes. */
const started = new WeakMap<object, Task<unknown>>();

/** What to wait for where a coroutine has begun already. @throws RuntimeError unless native code has started it. */
function startedFor(coro: object): Task<unknown> {
  const task = started.get(coro);
  if (task) return task;
  throw new RuntimeError(
    `cannot reuse the already awaited coroutine ${coroutineName(coro)}(): call the function again, or await a task`,
  );
}

/** Code that should have been compiled and was not shows up first as a promise where a coroutine belongs. */
function hint(value: unknown): string {
  if (!(value instanceof Promise)) return callHint(value);
  return ": a native promise has started already; was its async function left out of the compilation? ensureFuture() takes promises";
}

/**
 * Schedules `coro` to run in a task of the running loop. Mirrors `asyncio.create_task`.
 * @throws RuntimeError when no loop runs, TypeError when `coro` is no coroutine.
 *
 * @example
 * ```ts
 * import { createTask, run, sleep } from "tsyncio";
 * async function main() {
 *   const task = createTask(sleep(0.001, "done"));
 *   return await task;
 * }
 * await run(main()); // -> "done"
 * ```
 */
export function createTask<T>(coro: CoroutineLike<T>, options?: TaskOptions): Task<Awaited<T>> {
  return getRunningLoop().createTask(coro, options);
}

/**
 * The task that runs now, or undefined in a plain callback. Mirrors `asyncio.current_task`.
 * @throws RuntimeError when no loop is given and none runs.
 *
 * @example
 * ```ts
 * import { currentTask, run } from "tsyncio";
 * async function main() {
 *   return currentTask()?.getName() !== undefined;
 * }
 * await run(main()); // -> true
 * ```
 */
export function currentTask(loop: AbstractEventLoop = getRunningLoop()): Task<unknown> | undefined {
  return loop._currentTask;
}

/**
 * A signal that aborts when the current task is cancelled, with the CancelledError as its reason: for native
 * functions, which cannot be cancelled otherwise.
 *
 * Ask for it where you pass it on. It tells of one cancellation: once that has been thrown, as at the end of a
 * timeout, the next call gives a new signal.
 * @throws RuntimeError outside of a task, and in native code that the task has called and that has awaited.
 *
 * @example
 * ```ts
 * import { createTask, run, sleep, taskSignal } from "tsyncio";
 * let signal: AbortSignal | undefined;
 * async function download() {
 *   signal = taskSignal();
 *   await sleep(3600); // Or `await fetch(url, { signal: taskSignal() })`.
 * }
 * async function main() {
 *   const task = createTask(download());
 *   await sleep(0.001);
 *   task.cancel();
 *   return signal?.aborted;
 * }
 * await run(main()); // -> true
 * ```
 */
export function taskSignal(): AbortSignal {
  const task = currentTask();
  if (task === undefined) throw new RuntimeError("taskSignal() must be called in a task: no task runs now");
  return task._signal();
}

/**
 * The tasks of the loop that are not done. Mirrors `asyncio.all_tasks`.
 * @throws RuntimeError when no loop is given and none runs.
 *
 * @example
 * ```ts
 * import { allTasks, run } from "tsyncio";
 * async function main() {
 *   return allTasks().size;
 * }
 * await run(main()); // -> 1
 * ```
 */
export function allTasks(loop: AbstractEventLoop = getRunningLoop()): Set<Task<unknown>> {
  return new Set(loop._tasks);
}

/**
 * A Future or Task as it is; a coroutine, promise or other awaitable as a new task. Mirrors `asyncio.ensure_future`.
 * When `signal` aborts, what is given back is cancelled.
 * @throws TypeError when `aw` is not awaitable, RangeError (Python's ValueError) when it is a Future of another loop.
 *
 * @example
 * ```ts
 * import { ensureFuture, run, sleep } from "tsyncio";
 * async function main() {
 *   const future = ensureFuture(sleep(0.001, "slept"));
 *   return [ensureFuture(future) === future, await future];
 * }
 * await run(main()); // -> [true, "slept"]
 * ```
 */
export function ensureFuture<T>(aw: AnyAwaitable<T>, options: EnsureFutureOptions = {}): Future<Awaited<T>> {
  requireKnownOptions("ensureFuture()", options, ["loop", "signal"]);
  const { signal } = options;
  if (aw instanceof Future) {
    if (options.loop !== undefined && options.loop !== aw.getLoop()) {
      throw new RangeError(`${aw} belongs to a different loop than the one given`);
    }
    if (signal !== undefined) obey(signal, aw);
    return aw as Future<Awaited<T>>;
  }
  const coro = coroutineFor(aw);
  if (coro === undefined) {
    throw new TypeError(
      `a Future, a coroutine or another awaitable is required, got ${textOf(aw)}${callHint(aw)}`,
    );
  }
  const loop = options.loop ?? getRunningLoop();
  return loop.createTask(coro as Generator<unknown, T, unknown>, signal && { signal });
}

/**
 * Native code that awaits a coroutine gets a promise of a task: of the running loop, or the process's default one. The
 * task starts at once, as the call of an async function would have in native code. Until it has settled, others may
 * wait for it, too: React calls `then` of actions twice, and the spies of test runners do before they hand one on.
 */
function start(coro: CoroutineObject): Promise<unknown> {
  try {
    const loop = runningOrDefaultLoop();
    const outer = setExecutingLoop(loop);
    try {
      if (!started.has(coro)) started.set(coro, loop.createTask(coro, { eagerStart: true }));
      const promise = startedFor(coro).then();
      const forget = () => started.delete(coro);
      promise.then(forget, forget);
      return promise;
    } finally {
      setExecutingLoop(outer);
    }
  } catch (error) {
    return Promise.reject(error);
  }
}

Object.defineProperties(CoroutinePrototype, promiseMethods(start));
