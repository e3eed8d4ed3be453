// Future: a result that comes later, bound to a loop; its done callbacks run through the loop.
// Not here: Task (tasks.ts), promises (interop.ts), and reports of exceptions that nobody reads (unretrieved.ts).
// Invariant: a Future leaves the pending state once, and no callback ever runs inside the call that did it.

import { type Context, contextToRunIn } from "./contextvars.ts";
import { FUTURE, KIND, passing } from "./coroutines.ts";
import { createdAt, recordOrigin } from "./debug.ts";
import { type AbstractEventLoop, getRunningLoop, Handle, type Runnable } from "./events.ts";
import { CancelledError, InvalidStateError, RuntimeError, textOf } from "./exceptions.ts";
import { inspect } from "./inspectable.ts";
import { captureStores } from "./stores.ts";
import { UnretrievedException } from "./unretrieved.ts";

const PENDING = 0;
const CANCELLED = 1;
const FINISHED = 2;
const STATE_NAMES = ["pending", "cancelled", "finished"] as const;

/** Marks futures for other copies of the runtime; set to false on a class, it opts out. */
const BRAND: unique symbol = Symbol.for("tsyncio.future") as never;

/** Something that waits for a Future: it says what the loop is to run when the Future is done. */
export interface Waiter {
  /** @internal */
  _wakeup(future: Future<unknown>): Runnable;
  /** @internal The task for whose sake it waits, for call graphs. */
  readonly _awaiter: Future<unknown> | undefined;
}

class DoneCallback implements Waiter {
  readonly callback: (future: never) => unknown;
  readonly context: Context;
  readonly #stores = captureStores();

  readonly _awaiter: Future<unknown> | undefined;

  constructor(callback: (future: never) => unknown, context: Context, awaiter: Future<unknown> | undefined) {
    this.callback = callback;
    this.context = context;
    this._awaiter = awaiter;
  }

  _wakeup(future: Future<unknown>): Runnable {
    return new Handle(this.callback, [future], future.getLoop(), this.context, this.#stores);
  }
}

/** An error class stands for an error without a message, as in Python. */
type ErrorOrClass = Error | (new () => Error);

/**
 * A result that is not there yet. Mirrors `asyncio.Future`.
 *
 * It can be awaited in coroutines and, as a promise can, in any other code.
 *
 * @example
 * ```ts
 * import { getRunningLoop, run } from "tsyncio";
 * async function main() {
 *   const loop = getRunningLoop();
 *   const future = loop.createFuture<string>();
 *   loop.callSoon(() => future.setResult("ready"));
 *   return await future;
 * }
 * await run(main()); // -> "ready"
 * ```
 */
export class Future<T> implements Promise<T> {
  declare readonly [KIND]: typeof FUTURE;
  declare readonly [Symbol.toStringTag]: string;

  readonly #loop: AbstractEventLoop;
  #state: typeof PENDING | typeof CANCELLED | typeof FINISHED = PENDING;
  #failed = false;
  /** The result or, if it has failed, the exception. */
  #outcome: unknown;
  /** Most futures have one waiter: only the others pay for a list. */
  #waiter: Waiter | undefined;
  #moreWaiters: Waiter[] | undefined;
  /** @internal What `cancel` was told last: also by a task whose coroutine goes on all the same. */
  _cancelMessage: unknown;
  #cancelledError: CancelledError | undefined;
  #unretrieved: UnretrievedException | undefined;

  /** @throws RuntimeError when no loop is given and none runs. */
  constructor(options?: { loop?: AbstractEventLoop | undefined }) {
    this.#loop = options?.loop ?? getRunningLoop();
    if (this.#loop.getDebug()) recordOrigin(this);
  }

  /** The loop that this Future is bound to. */
  getLoop(): AbstractEventLoop {
    return this.#loop;
  }

  /** Whether there is a result, an exception or a cancellation. */
  done(): boolean {
    return this.#state !== PENDING;
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.#state === CANCELLED;
  }

  /**
   * The result.
   * @throws the exception that was set, CancelledError when cancelled, InvalidStateError when pending.
   */
  result(): T {
    this.#requireFinished("result");
    if (this.#failed) throw passing(this, this.#outcome);
    return this.#outcome as T;
  }

  /**
   * The exception, or undefined when there is a result.
   * @throws CancelledError when cancelled, InvalidStateError when pending.
   */
  exception(): unknown {
    this.#requireFinished("exception");
    return this.#failed ? this.#outcome : undefined;
  }

  #requireFinished(wanted: string): void {
    if (this.#state === PENDING) throw new InvalidStateError(`the ${wanted} of ${this} is not set: await it`);
    if (this.#state === CANCELLED) throw this._makeCancelledError();
    this._markRetrieved();
  }

  /**
   * Gives the result and schedules the done callbacks. A coroutine that awaits this Future gets the result as it is,
   * also where that is a promise: TypeScript then takes the await for what the promise gives.
   * @throws InvalidStateError when it is done already.
   */
  setResult(result: T): void {
    this.#requirePending("setResult");
    this.#outcome = result;
    this.#finish(FINISHED);
  }

  /**
   * Gives an error, or a class of error, and schedules the done callbacks.
   * @throws InvalidStateError when it is done already, TypeError when the argument is no error.
   */
  setException(exception: ErrorOrClass): void {
    this.#requirePending("setException");
    const error = typeof exception === "function" ? new exception() : exception;
    if (!(error instanceof Error)) {
      throw new TypeError(
        `setException() of ${this} takes an Error or a class of one, not ${textOf(exception)}`,
      );
    }
    this._reject(error);
  }

  /** @internal `setException` for what promises and coroutines throw, which may be any value. */
  _reject(reason: unknown): void {
    this.#requirePending("setException");
    this.#failed = true;
    this.#outcome = passing(this, reason);
    this.#unretrieved = new UnretrievedException(this, reason);
    this.#finish(FINISHED);
  }

  /**
   * Cancels it and schedules the done callbacks. Returns false when it was done already.
   * `message` becomes the message of the CancelledError.
   */
  cancel(message?: unknown): boolean {
    this._markRetrieved();
    if (this.#state !== PENDING) return false;
    this._setCancelled(message);
    return true;
  }

  /** @internal */
  _setCancelled(message: unknown, error?: CancelledError): void {
    this._cancelMessage = message;
    this.#cancelledError = error;
    this.#finish(CANCELLED);
  }

  /** @internal The error that a coroutine was cancelled with is given once; later readers get one of their own. */
  _makeCancelledError(): CancelledError {
    const original = this.#cancelledError;
    this.#cancelledError = undefined;
    return original ?? new CancelledError(this._cancelMessage);
  }

  /**
   * @internal The same error, to be thrown into a coroutine, without a stack: only the loop would be on it, and to
   * capture it costs twenty times as much as the error itself. Where Error is frozen, the stack is captured.
   */
  _makeErrorToThrow(): CancelledError {
    const limit = Error.stackTraceLimit;
    if (limit === undefined) return this._makeCancelledError();
    Reflect.set(Error, "stackTraceLimit", 0);
    const error = this._makeCancelledError();
    Reflect.set(Error, "stackTraceLimit", limit);
    return error;
  }

  /** @internal A new error for a list of outcomes: the original is kept for whoever awaits this Future. */
  _newCancelledError(): CancelledError {
    return new CancelledError(this._cancelMessage ?? "");
  }

  /**
   * Schedules `callback(future)` for when this Future is done, in a copy of the current Context unless
   * one is given. The same callback may be added several times.
   */
  addDoneCallback(
    callback: (future: this) => unknown,
    options?: { context?: Context | undefined /** @internal */; _awaiter?: Future<unknown> | undefined },
  ): void {
    if (typeof callback !== "function") {
      throw new TypeError(`addDoneCallback() of ${this} takes a function, not ${textOf(callback)}`);
    }
    this._addWaiter(new DoneCallback(callback, contextToRunIn(options?.context), options?._awaiter));
  }

  /** @internal The tasks that wait for it, directly or by `gather` and the like. Python's `_asyncio_awaited_by`. */
  _awaiters(): Set<Future<unknown>> {
    return new Set(this.#waiters().flatMap((waiter) => waiter._awaiter ?? []));
  }

  #waiters(): Waiter[] {
    return this.#waiter === undefined ? [] : [this.#waiter, ...(this.#moreWaiters ?? [])];
  }

  /** @internal */
  _addWaiter(waiter: Waiter): void {
    if (this.#state !== PENDING) this.#loop._schedule(waiter._wakeup(this));
    else if (this.#waiter === undefined) this.#waiter = waiter;
    else if (this.#moreWaiters === undefined) this.#moreWaiters = [waiter];
    else this.#moreWaiters.push(waiter);
  }

  /** Removes all registrations of `callback`, and returns how many there were. */
  removeDoneCallback(callback: (future: this) => unknown): number {
    const waiters = this.#waiters();
    const kept = waiters.filter(
      (waiter) => !(waiter instanceof DoneCallback && waiter.callback === callback),
    );
    this.#waiter = kept[0];
    this.#moreWaiters = kept.length > 1 ? kept.slice(1) : undefined;
    return waiters.length - kept.length;
  }

  /** For native code: see `Promise.prototype.then`. */
  // biome-ignore lint/suspicious/noThenProperty: a Future is awaited by native code too
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#asPromise().then(onFulfilled, onRejected);
  }

  /** For native code: see `Promise.prototype.catch`. */
  catch<B = never>(onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.#asPromise().catch(onRejected);
  }

  /** For native code: see `Promise.prototype.finally`. */
  finally(onFinally?: (() => void) | null): Promise<T> {
    return this.#asPromise().finally(onFinally);
  }

  #asPromise(): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        try {
          resolve(this.result());
        } catch (reason) {
          reject(reason);
        }
      };
      // Settled without the loop, which may be closed.
      if (this.done()) return settle();
      const abandon = () => reject(new RuntimeError(`${this} will never be done: its event loop is closed`));
      if (this.#loop.isClosed()) return abandon();
      this.#loop._onClose.add(abandon);
      this.addDoneCallback(() => {
        this.#loop._onClose.delete(abandon);
        settle();
      });
    });
  }

  /** @internal Whether it ended with an exception; asking does not count as having seen it. */
  _failed(): boolean {
    return this.#failed;
  }

  /** @internal The exception has been seen, or is nobody's business. */
  _markRetrieved(): void {
    this.#unretrieved?.retrieve();
    this.#unretrieved = undefined;
  }

  #requirePending(method: string): void {
    if (this.#state !== PENDING) {
      throw new InvalidStateError(`${method}() on ${this}: it is done already; check done() before`);
    }
  }

  #finish(state: typeof CANCELLED | typeof FINISHED): void {
    this.#state = state;
    if (this.#waiter !== undefined) this.#wake();
  }

  #wake(): void {
    const first = this.#waiter as Waiter;
    const more = this.#moreWaiters;
    this.#waiter = undefined;
    this.#moreWaiters = undefined;
    if (more === undefined) this.#loop._schedule(first._wakeup(this));
    else this.#loop._scheduleInOrder([first, ...more].map((waiter) => waiter._wakeup(this)));
  }

  /** @internal What stands in the brackets of `toString`. */
  _describe(): string {
    if (this.#state !== FINISHED) return STATE_NAMES[this.#state];
    const outcome = this.#failed
      ? `exception=${textOf(this.#outcome)}`
      : `result=${describeResult(this.#outcome)}`;
    return `${STATE_NAMES[this.#state]} ${outcome}`;
  }

  toString(): string {
    return `<${this.constructor.name} ${this._describe()}${createdAt(this)}>`;
  }

  /** As Inspectable has it, which is no base class here: it would more than double the cost of making a Future. */
  [inspect](): string {
    return this.toString();
  }

  /** For `JSON.stringify`. */
  toJSON(): string {
    return this.toString();
  }
}

// On the prototype: a field would cost each Future a slot.
Object.defineProperties(Future.prototype, {
  [KIND]: { value: FUTURE },
  [BRAND]: { value: true, writable: true },
  [Symbol.toStringTag]: { value: "Future", configurable: true },
});

function describeResult(result: unknown): string {
  return typeof result === "object" && result !== null
    ? Object.prototype.toString.call(result)
    : String(result);
}

/**
 * Whether `value` is a Future, of whatever copy of the runtime. Mirrors `asyncio.isfuture`.
 *
 * @example
 * ```ts
 * import { Future, isFuture, newEventLoop } from "tsyncio";
 * const loop = newEventLoop();
 * isFuture(loop.createFuture()); // -> true
 * isFuture(Future); // -> false
 * loop.close();
 * ```
 */
export function isFuture(value: unknown): value is Future<unknown> {
  return typeof value === "object" && value !== null && (value as { [BRAND]?: unknown })[BRAND] === true;
}
