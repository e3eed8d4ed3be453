// What one block has entered by `await using` and `using`, and how it is left again.
// Not here: the managers themselves (timeouts.ts, taskgroups.ts, contextlib.ts, …), and the try statement around the
// block, which the compiler writes.
// Invariant: what was entered is left exactly once, in reverse order, whatever happens.

import { asyncEnter, asyncExit } from "./coroutines.ts";
import { asking, isObject, textOf } from "./exceptions.ts";
import { methods } from "./marks.ts";

type Method = (...args: unknown[]) => unknown;

/** Something to leave: an asynchronous context manager, or what the language calls a disposable. */
interface Entered {
  readonly value: unknown;
  readonly leave: Method;
  readonly kind: "manager" | "async" | "sync";
}

/**
 * The resources of a block. The compiler writes one for each block that has an `await using`.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * function* hold(lock: AsyncDisposable): Generator<unknown, void, unknown> {
 *   const resources = tsyncio.resources();
 *   try { const held = yield resources.enter(lock); }
 *   catch (error) { resources.fail(error); }
 *   finally { yield resources.exit(); }
 * }
 * ```
 */
export function resources(): Resources {
  return new Resources();
}

/** What one block has entered, in order; also the inside of an AsyncExitStack. */
export class Resources {
  readonly #entered: Entered[] = [];
  /** The error in flight, if any; in a list, since `undefined` may be thrown too. */
  #inFlight: readonly [error: unknown] | undefined;

  /** `await using x = value`: gives what is to be bound. */
  *enter(value: unknown): Generator<unknown, unknown, unknown> {
    if (value === undefined || value === null) return value;
    // The way out is looked up first, as Python does: what cannot be left is not entered.
    const entered = asyncEntered(value);
    const enter = methodOf(value, asyncEnter);
    const result = enter && (yield enter.call(value));
    if (entered) this.#entered.push(entered);
    return result === undefined ? value : result;
  }

  /** `using x = value`: what JavaScript does by itself. */
  use(value: unknown): unknown {
    if (value === undefined || value === null) return value;
    const leave = isObject(value) ? methodOf(value, Symbol.dispose) : undefined;
    if (!leave) throw new TypeError(`using needs an object with [Symbol.dispose](), not ${textOf(value)}`);
    this.#entered.push({ value, leave, kind: "sync" });
    return value;
  }

  /** Adds what is to be left: an asynchronous context manager that was entered elsewhere, or a function like its exit. */
  push(exit: unknown): void {
    const isFunction = typeof exit === "function" && !methodOf(exit, asyncExit);
    const entered = isFunction
      ? ({ value: undefined, leave: exit as Method, kind: "manager" } as const)
      : asyncEntered(exit);
    if (entered) this.#entered.push(entered);
  }

  /** Remembers the error that ends the block; `exit` throws it, unless a manager swallows it. */
  fail(error: unknown): void {
    this.#inFlight = [error];
  }

  /** Leaves everything, last entered first. */
  *exit(): Generator<unknown, void, unknown> {
    for (let entered = this.#entered.pop(); entered; entered = this.#entered.pop()) {
      const { value, leave, kind } = entered;
      try {
        const result = leave.apply(value, kind === "manager" ? [this.#inFlight?.[0]] : []);
        if (kind === "sync") continue;
        const answer: unknown = yield result;
        if (kind === "manager" && answer === true) this.#inFlight = undefined;
      } catch (error) {
        this.#replace(error, kind === "manager");
      }
    }
    const inFlight = this.#inFlight;
    this.#inFlight = undefined;
    if (inFlight) throw inFlight[0];
  }

  /** An error on the way out: a manager's has the one in flight as its cause, a disposable's suppresses it. */
  #replace(error: unknown, byManager: boolean): void {
    if (!this.#inFlight) this.#inFlight = [error];
    else if (!byManager) this.#inFlight = [suppressing(error, this.#inFlight[0])];
    else {
      const [inFlight] = this.#inFlight;
      asking(() => giveCause(error, inFlight), undefined);
      this.#inFlight = [error];
    }
  }
}

methods(Resources, ["enter", "exit"]);

/** How to leave what `await using` binds; undefined for a manager that needs no leaving. */
function asyncEntered(value: unknown): Entered | undefined {
  if (!isObject(value)) throw unusable(value);
  const exit = methodOf(value, asyncExit);
  if (exit) return { value, leave: exit, kind: "manager" };
  const disposeAsync = methodOf(value, Symbol.asyncDispose);
  if (disposeAsync) return { value, leave: disposeAsync, kind: "async" };
  const dispose = methodOf(value, Symbol.dispose);
  if (dispose) return { value, leave: dispose, kind: "sync" };
  if (methodOf(value, asyncEnter)) return undefined;
  throw unusable(value);
}

function unusable(value: unknown): TypeError {
  return new TypeError(
    `await using needs an object with [asyncExit](), [Symbol.asyncDispose]() or [Symbol.dispose](), not ${textOf(value)}`,
  );
}

function methodOf(value: unknown, key: symbol): Method | undefined {
  const method = (value as Record<symbol, unknown>)[key];
  if (method === undefined || method === null) return undefined;
  if (typeof method === "function") return method as Method;
  throw new TypeError(`${String(key)} of ${textOf(value)} is not a function`);
}

/** Sets the cause of an error that has none, unless the error is itself a cause of `cause`. */
function giveCause(error: unknown, cause: unknown): void {
  if (!(error instanceof Error) || error.cause !== undefined || isCausedBy(cause, error)) return;
  Reflect.defineProperty(error, "cause", { value: cause, writable: true, configurable: true });
}

function isCausedBy(error: unknown, cause: Error): boolean {
  const seen = new Set<unknown>();
  for (let at = error; at instanceof Error && !seen.has(at); at = at.cause) {
    if (at === cause) return true;
    seen.add(at);
  }
  return false;
}

type SuppressedErrorClass = new (error: unknown, suppressed: unknown, message?: string) => Error;

/** A `SuppressedError`, or on hosts that do not have it yet an error that looks like one. */
function suppressing(error: unknown, suppressed: unknown): Error {
  const { SuppressedError } = globalThis as { SuppressedError?: SuppressedErrorClass };
  const message = "An error was suppressed during disposal.";
  if (SuppressedError) return new SuppressedError(error, suppressed, message);
  return Object.assign(new Error(message), { name: "SuppressedError", error, suppressed });
}
