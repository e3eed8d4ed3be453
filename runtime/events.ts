// Handles, the interface of the event loop, and which loop is running.
// Not here: the loop itself (loop.ts).
// Invariant: `executing` names a loop only while one of its callbacks is on the JavaScript stack.

import { type Context, contextToRunIn, enterContext, leaveContext } from "./contextvars.ts";
import { createdAt, recordOrigin, sourceTraceback } from "./debug.ts";
import { leavesLoop, RuntimeError } from "./exceptions.ts";
import type { Future } from "./futures.ts";
import { Inspectable } from "./inspectable.ts";
import type { EventLoop } from "./loop.ts";
import { captureStores, type Stored } from "./stores.ts";
import type { CoroutineLike, Task, TaskOptions } from "./tasks.ts";

/** A callback for the loop: it is called with the arguments given when it was scheduled. */
export type Callback<Args extends unknown[] = never[]> = (...args: Args) => unknown;

/** Options of the scheduling methods. */
export interface ScheduleOptions {
  /** The Context to run in, entered as it is; otherwise a copy of the current one. */
  context?: Context | undefined;
}

/** What an exception handler is told. The keys are asyncio's, in camelCase. */
export interface ExceptionContext {
  message: string;
  exception?: unknown;
  future?: Future<unknown>;
  task?: Task<unknown>;
  handle?: Handle;
  /** Where the subject was made, in debug mode: the innermost call last. */
  sourceTraceback?: readonly string[];
  /** Where what runs now was scheduled, in debug mode: set by the default handler where there is no `sourceTraceback`. */
  handleTraceback?: readonly string[];
  asyncgen?: AsyncGenerator<unknown, unknown, unknown>;
  [key: string]: unknown;
}

/** A last resort for errors that nobody awaits: `handler(loop, context)`. */
export type ExceptionHandler = (loop: AbstractEventLoop, context: ExceptionContext) => void;

/** Makes the task of `createTask`: `factory(loop, coro, options)`. */
export type TaskFactory = <T>(
  loop: AbstractEventLoop,
  coro: CoroutineLike<T>,
  options: TaskOptions,
) => Task<T>;

/** What the loop's ready queue holds: a handle, or a task that is due for a step. */
export type Runnable = Stored;

/**
 * Any event loop. Mirrors `asyncio.AbstractEventLoop`: here every loop is, or extends, an `EventLoop`, since futures and
 * tasks rely on more than its public methods.
 */
export type AbstractEventLoop = EventLoop;

/**
 * A callback that is to run once. Mirrors `asyncio.Handle`.
 *
 * @example
 * ```ts
 * import { newEventLoop } from "tsyncio";
 * const loop = newEventLoop();
 * const handle = loop.callSoon(() => console.log("never"));
 * handle.cancel();
 * handle.cancelled(); // -> true
 * loop.close();
 * ```
 */
export class Handle extends Inspectable implements Runnable {
  /** @internal */
  readonly _loop: AbstractEventLoop;
  /** @internal */
  _stores: unknown;
  #callback: Callback | undefined;
  #args: readonly unknown[];
  readonly #context: Context;
  #cancelled = false;
  readonly #description: string;

  /** @internal */
  constructor(
    callback: Callback<never>,
    args: readonly unknown[],
    loop: AbstractEventLoop,
    context: Context | undefined,
    stores: unknown = captureStores(),
  ) {
    super();
    this._loop = loop;
    this._stores = stores;
    this.#callback = callback as Callback;
    this.#args = args;
    this.#context = contextToRunIn(context);
    const debug = loop.getDebug();
    this.#description = debug ? describeCallback(callback) : "";
    if (debug) recordOrigin(this);
  }

  /** Prevents the call; callback and arguments are let go. Has no effect once it has run. */
  cancel(): void {
    this.#cancelled = true;
    this.#callback = undefined;
    this.#args = [];
  }

  /** Whether `cancel()` was called. */
  cancelled(): boolean {
    return this.#cancelled;
  }

  /** The Context that the callback runs in. */
  getContext(): Context {
    return this.#context;
  }

  /** @internal */
  _run(): void {
    const callback = this.#callback;
    if (callback === undefined) return;
    try {
      const previous = enterContext(this.#context);
      try {
        callback(...(this.#args as never[]));
      } finally {
        leaveContext(this.#context, previous);
      }
    } catch (exception) {
      if (leavesLoop(exception)) throw exception;
      const message = `Exception in callback ${describeCallback(callback)}`;
      this._loop.callExceptionHandler({ message, exception, handle: this, ...sourceTraceback(this) });
    }
  }

  toString(): string {
    const what = this.#callback ? describeCallback(this.#callback) : this.#description;
    const parts = [this.constructor.name, this.#cancelled && "cancelled", what];
    return `<${parts.filter(Boolean).join(" ")}${createdAt(this)}>`;
  }
}

/**
 * A callback that is to run at a time of the loop's clock. Mirrors `asyncio.TimerHandle`.
 *
 * @example
 * ```ts
 * import { newEventLoop } from "tsyncio";
 * const loop = newEventLoop();
 * const handle = loop.callAt(loop.time() + 10, () => {});
 * handle.when() > loop.time(); // -> true
 * loop.close();
 * ```
 */
export class TimerHandle extends Handle {
  readonly #when: number;
  /** @internal Its place among timers of the same deadline. */
  readonly _sequence: number;
  /** @internal Whether it is in the heap of timers, where it is put as soon as it is made. */
  _scheduled = true;

  /** @internal */
  constructor(
    when: number,
    sequence: number,
    callback: Callback<never>,
    args: readonly unknown[],
    loop: AbstractEventLoop,
    context: Context | undefined,
  ) {
    super(callback, args, loop, context);
    this.#when = when;
    this._sequence = sequence;
  }

  override cancel(): void {
    if (!this.cancelled() && this._scheduled) this._loop._timerCancelled();
    super.cancel();
  }

  /** The time of the loop's clock, in seconds, at which the callback is due. */
  when(): number {
    return this.#when;
  }
}

function describeCallback(callback: { name: string }): string {
  return `${callback.name || "(anonymous function)"}()`;
}

let executing: AbstractEventLoop | undefined;
const running = new Set<AbstractEventLoop>();
let makeDefaultLoop = (): AbstractEventLoop => {
  throw new RuntimeError("no event loop is available: import tsyncio");
};

/** The loop whose callback is on the stack now, if any. */
export function executingLoop(): AbstractEventLoop | undefined {
  return executing;
}

/** Sets the loop whose callbacks run from now on. Returns the one before, to be set again when they have run. */
export function setExecutingLoop(loop: AbstractEventLoop | undefined): AbstractEventLoop | undefined {
  const previous = executing;
  executing = loop;
  return previous;
}

/** Notes that `loop` has been started, or has stopped. */
export function setRunning(loop: AbstractEventLoop, isRunning: boolean): void {
  if (isRunning) running.add(loop);
  else running.delete(loop);
}

/** The loop that runs here, or undefined: see `getRunningLoop`. */
export function runningLoop(): AbstractEventLoop | undefined {
  if (executing !== undefined) return executing;
  if (running.size !== 1) return undefined;
  for (const loop of running) return loop;
  return undefined;
}

/**
 * The event loop that runs here. Mirrors `asyncio.get_running_loop`.
 *
 * In a coroutine or a callback of a loop that is the loop itself; in code that the host calls (an event
 * listener, a native async function), it is the loop that has been started, if there is exactly one.
 * @throws RuntimeError when no loop runs.
 *
 * @example
 * ```ts
 * import { getRunningLoop, run } from "tsyncio";
 * async function main() {
 *   return getRunningLoop().isRunning();
 * }
 * await run(main()); // -> true
 * ```
 */
export function getRunningLoop(): AbstractEventLoop {
  const loop = runningLoop();
  if (loop !== undefined) return loop;
  throw new RuntimeError(
    running.size > 1
      ? `${running.size} event loops are running and none of them has called this code: use the methods of the loop you mean`
      : "no running event loop: call this in a coroutine or callback, or start one with run()",
  );
}

/** How the process's default loop is made. It is set by loop.ts, which this file cannot import. */
export function setDefaultLoopFactory(factory: () => AbstractEventLoop): void {
  makeDefaultLoop = factory;
}

let defaultLoop: AbstractEventLoop | undefined;

/** The running loop or, for plain JavaScript that awaits a coroutine, the process's default one. */
export function runningOrDefaultLoop(): AbstractEventLoop {
  const loop = runningLoop();
  if (loop !== undefined) return loop;
  defaultLoop ??= makeDefaultLoop();
  return defaultLoop;
}
