// The exception classes of asyncio and the few of Python's own that it needs.
// Not here: exception groups (exceptiongroups.ts), the errors of streams (streamexceptions.ts), and those of queues and
// barriers, which come with their modules.
// Invariant: whatever extends BaseException is passed over by a compiled `catch` that does not name it.

/** Marks BaseException across two copies of the runtime in one process. */
const BASE_EXCEPTION: unique symbol = Symbol.for("tsyncio.BaseException") as never;

/** Marks CancelledError in the same way. */
const CANCELLED_ERROR: unique symbol = Symbol.for("tsyncio.CancelledError") as never;

/** Whether a value is an object as JavaScript means it: functions are. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/**
 * `String(value)` for messages, whatever was thrown or passed: an object may refuse to become a string, and of a
 * function the name says more than its source.
 */
export function textOf(value: unknown): string {
  const ask = () =>
    typeof value === "function" ? `<function ${value.name || "(anonymous)"}>` : String(value);
  return asking(ask, "[object Object]");
}

/**
 * What `ask` finds out of something that was thrown, or `otherwise`: that may be anything, also a Proxy or an object
 * with a getter that throws when it is asked, and must not take the place of what was thrown.
 */
export function asking<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}

/** Lets the instances of `errorClass` show its name, which a minifier may change in the class itself. */
export function nameClass(errorClass: { prototype: Error }, name: string): void {
  Object.defineProperty(errorClass.prototype, "name", { value: name, configurable: true, writable: true });
}

/**
 * The root of the exceptions that an ordinary `catch` around an `await` lets pass, as Python's
 * `except Exception` does. Mirrors `BaseException`.
 *
 * @example
 * ```ts
 * import { BaseException, CancelledError } from "tsyncio";
 * new CancelledError("closing") instanceof BaseException; // -> true
 * ```
 */
export class BaseException extends Error {
  /** The arguments given to the constructor: none, or the message of whatever type. Python's `args`. */
  readonly args: readonly unknown[];

  declare readonly [BASE_EXCEPTION]: true;

  /** What refuses to be asked is none. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: it is asked for each class that extends this one
    return asking(() => super[Symbol.hasInstance](value), false);
  }

  constructor(message?: unknown, options?: ErrorOptions) {
    super(message === undefined ? "" : textOf(message), options);
    this.args = message === undefined ? [] : [message];
  }
}
markBaseException(BaseException.prototype);

/**
 * Thrown at the await point of a task that was cancelled. Mirrors `asyncio.CancelledError`.
 *
 * @example
 * ```ts
 * import { CancelledError, createTask, run, sleep } from "tsyncio";
 * async function main() {
 *   const task = createTask(sleep(3600));
 *   task.cancel("no longer needed");
 *   try {
 *     await task;
 *   } catch (error) {
 *     if (!(error instanceof CancelledError)) throw error;
 *     return error.message;
 *   }
 * }
 * await run(main()); // -> "no longer needed"
 * ```
 */
export class CancelledError extends BaseException {
  declare readonly [CANCELLED_ERROR]: true;
}
Object.defineProperty(CancelledError.prototype, CANCELLED_ERROR, { value: true });

/**
 * Ctrl-C. Leaves the event loop at once. Mirrors `KeyboardInterrupt`.
 *
 * @example
 * ```ts
 * import { BaseException, KeyboardInterrupt } from "tsyncio";
 * new KeyboardInterrupt() instanceof BaseException; // -> true
 * ```
 */
export class KeyboardInterrupt extends BaseException {}

/**
 * A request to end the program. Leaves the event loop at once. Mirrors `SystemExit`.
 *
 * @example
 * ```ts
 * import { SystemExit } from "tsyncio";
 * new SystemExit(3).code; // -> 3
 * ```
 */
export class SystemExit extends BaseException {
  /** The exit status that was asked for, as in Python: a number, a message or nothing. */
  get code(): unknown {
    return this.args[0];
  }
}

/**
 * An operation outlived its deadline. Mirrors `TimeoutError`.
 *
 * @example
 * ```ts
 * import { run, sleep, TimeoutError, waitFor } from "tsyncio";
 * async function main() {
 *   try {
 *     await waitFor(sleep(3600), 0.01);
 *   } catch (error) {
 *     return error instanceof TimeoutError;
 *   }
 * }
 * await run(main()); // -> true
 * ```
 */
export class TimeoutError extends Error {}

/**
 * A Future or Task is not in the state that the operation needs. Mirrors `asyncio.InvalidStateError`.
 *
 * @example
 * ```ts
 * import { InvalidStateError, newEventLoop } from "tsyncio";
 * const loop = newEventLoop();
 * const future = loop.createFuture<number>();
 * let refused: unknown;
 * try {
 *   future.result();
 * } catch (error) {
 *   refused = error;
 * }
 * loop.close();
 * refused instanceof InvalidStateError; // -> true
 * ```
 */
export class InvalidStateError extends Error {}

/**
 * The runtime was used in a way that its state does not allow. Mirrors `RuntimeError`.
 *
 * @example
 * ```ts
 * import { getRunningLoop, RuntimeError } from "tsyncio";
 * let refused: unknown;
 * try {
 *   getRunningLoop();
 * } catch (error) {
 *   refused = error;
 * }
 * refused instanceof RuntimeError; // -> true
 * ```
 */
export class RuntimeError extends Error {}

/**
 * A context variable has no value. Mirrors `LookupError`.
 *
 * @example
 * ```ts
 * import { ContextVar, LookupError } from "tsyncio";
 * const user = new ContextVar<string>("user");
 * let refused: unknown;
 * try {
 *   user.get();
 * } catch (error) {
 *   refused = error;
 * }
 * refused instanceof LookupError; // -> true
 * ```
 */
export class LookupError extends Error {}

nameClass(BaseException, "BaseException");
nameClass(CancelledError, "CancelledError");
nameClass(KeyboardInterrupt, "KeyboardInterrupt");
nameClass(SystemExit, "SystemExit");
nameClass(TimeoutError, "TimeoutError");
nameClass(InvalidStateError, "InvalidStateError");
nameClass(RuntimeError, "RuntimeError");
nameClass(LookupError, "LookupError");

/** Lets an ordinary `catch` pass over `error`, though it is no BaseException by its class. */
export function markBaseException(error: Error): void {
  Object.defineProperty(error, BASE_EXCEPTION, { value: true });
}

/** Whether `error` is one that an ordinary `catch` must not swallow, of this copy of the runtime or another. */
export function isBaseException(error: unknown): boolean {
  return asking(() => (error as Partial<BaseException> | null | undefined)?.[BASE_EXCEPTION] === true, false);
}

/** A CancelledError of another copy of the runtime as one of ours, which it causes; anything else as it is. */
export function ownCancelledError(error: unknown): unknown {
  return asking(() => {
    const given = error as CancelledError | null | undefined;
    if (given?.[CANCELLED_ERROR] !== true || error instanceof CancelledError) return error;
    return new CancelledError(given.args[0], { cause: error });
  }, error);
}

/** Whether `error` leaves the event loop at once instead of going to the exception handler. */
export function leavesLoop(error: unknown): boolean {
  return error instanceof KeyboardInterrupt || error instanceof SystemExit;
}
