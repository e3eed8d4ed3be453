// Promises and other foreign awaitables, seen from inside a coroutine.
// Not here: coroutines and futures seen from native code (`then` in futures.ts and tasks.ts).
// Invariant: a promise that a coroutine awaits never has an unhandled rejection.

import {
  type Awaitable,
  asyncAwait,
  COROUTINE,
  type CoroutineObject,
  CoroutinePrototype,
  coroutine,
  isCoroutine,
  KIND,
  passing,
  TURN,
  USED,
} from "./coroutines.ts";
import type { AbstractEventLoop } from "./events.ts";
import { textOf } from "./exceptions.ts";
import { Future } from "./futures.ts";
import { cancellationBehind } from "./signals.ts";

/**
 * A coroutine that does nothing but give up one turn of the loop. It has no generator: nothing of it has to be
 * resumed, and programs wait for a turn more often than for anything else.
 */
export class Turn {
  [KIND]: typeof TURN | typeof USED = TURN;
}
Object.setPrototypeOf(Turn.prototype, CoroutinePrototype);

/** Marks coroutines without a generator: a task that awaits one does itself what there is to do. */
export const BODILESS: unique symbol = Symbol("bodiless");
Object.defineProperty(Turn.prototype, BODILESS, { value: true });

/** Whether awaiting `value` does anything: all else is its own value. */
export function isAwaitable(value: unknown): value is PromiseLike<unknown> | Awaitable<unknown> {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return false;
  const object = value as { [KIND]?: number; [asyncAwait]?: unknown; then?: unknown };
  try {
    return (
      object[KIND] !== undefined ||
      typeof object[asyncAwait] === "function" ||
      typeof object.then === "function"
    );
  } catch {
    return true; // A getter throws: it does so again for whoever awaits, and that is the place for it.
  }
}

/** The end of a message that refuses `value`: the remedy for a function that was passed without calling it. */
export function callHint(value: unknown): string {
  return typeof value === "function" ? ": call it, and pass what it gives" : "";
}

/** Whether `value` is a generator object, as an unmarked function gives. */
function isGenerator(value: unknown): value is Generator<unknown, unknown, unknown> {
  return Object.prototype.toString.call(value) === "[object Generator]";
}

/**
 * A coroutine or Future of this copy of the runtime that does what awaiting `value` means; undefined
 * when `value` is not awaitable.
 */
export function adopt(value: object, loop: AbstractEventLoop): CoroutineObject | Future<unknown> | undefined {
  const object = value as Partial<Awaitable<unknown>> & { then?: unknown };
  if (typeof object[asyncAwait] === "function") return driveIterator(object as Awaitable<unknown>);
  // Read once, as JavaScript does: it may be a getter.
  const { then } = object;
  if (typeof then === "function")
    return futureOf(promiseOf(value, then as PromiseLike<unknown>["then"]), loop);
  return undefined;
}

/** The promise of a thenable, whose `then` was read already. */
function promiseOf(thenable: object, then: PromiseLike<unknown>["then"]): PromiseLike<unknown> {
  if (thenable instanceof Promise) return thenable;
  // biome-ignore lint/suspicious/noThenProperty: what JavaScript calls instead, in a turn of its own
  return Promise.resolve({ then: (...settle: unknown[]) => Reflect.apply(then, thenable, settle) });
}

/** The language's own: as a native `await`, we do not ask a promise for its `then`, which may have been replaced. */
const { then: subscribe } = Promise.prototype;

/** A Future of `loop` that settles as `promise` does; cancelling it leaves the promise alone. */
export function futureOf<T>(promise: PromiseLike<T>, loop: AbstractEventLoop): Future<T> {
  const future = new Future<T>({ loop });
  const task = loop._currentTask;
  loop._awaitedPromises++;
  // A thenable is not to be trusted with calling back once, or later: a real promise is.
  const real = Promise.resolve(promise);
  subscribe.call(
    real,
    (value) => arrive(future, () => future.setResult(value as T)),
    (reason) =>
      arrive(future, () =>
        future._reject(cancellationBehind(passing(real, reason), task?._toldCancellation())),
      ),
  );
  return future;
}

function arrive(future: Future<unknown>, settle: () => void): void {
  const loop = future.getLoop();
  loop._awaitedPromises--;
  if (!future.done() && !loop.isClosed()) loop._runAtOnce(settle);
}

/** Runs a user's `[asyncAwait]()`: what it yields is awaited, a bare `yield` gives up one turn. */
const driveIterator = /* @__PURE__ */ coroutine(function* asyncAwait(
  awaitable: Awaitable<unknown>,
): Generator<unknown, unknown, unknown> {
  const iterator = iteratorOf(awaitable);
  let step = iterator.next();
  while (!step.done) {
    let value: unknown;
    try {
      value = yield step.value === undefined ? new Turn() : step.value;
    } catch (error) {
      if (iterator.throw === undefined) throw error;
      step = iterator.throw(error);
      continue;
    }
    step = iterator.next(value);
  }
  return step.value;
}) as unknown as (awaitable: Awaitable<unknown>) => CoroutineObject;

/** A coroutine is refused, as in Python: driven by hand, it could be awaited a second time unnoticed. */
function iteratorOf(awaitable: Awaitable<unknown>): Iterator<unknown, unknown, unknown> {
  const iterator: unknown = awaitable[asyncAwait]();
  if (isCoroutine(iterator) || typeof (iterator as Partial<Iterator<unknown>>)?.next !== "function") {
    throw new TypeError(`[asyncAwait]() must return the iterator of a generator, not ${textOf(iterator)}`);
  }
  return iterator as Iterator<unknown, unknown, unknown>;
}

/** A coroutine that awaits `value`: what a task needs around an awaitable that is not a coroutine itself. */
export const awaiting = /* @__PURE__ */ coroutine(function* awaiting(
  value: unknown,
): Generator<unknown, unknown, unknown> {
  return yield value;
}) as unknown as (value: unknown) => CoroutineObject;

const COROUTINE_KINDS: ReadonlySet<unknown> = new Set([COROUTINE, USED]);

/**
 * `value` as a coroutine that a task can resume: a coroutine, or the generator of an unmarked function, as it is. For
 * a coroutine that has no generator, or was made by another copy of the runtime, it is one that awaits that. Undefined
 * for all else.
 */
export function asCoroutine(value: unknown): CoroutineObject | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const isOurs = COROUTINE_KINDS.has((value as CoroutineObject)[KIND]) && !(BODILESS in value);
  if (isOurs || isGenerator(value)) return value as CoroutineObject;
  return isCoroutine(value) ? awaiting(value) : undefined;
}

/** A coroutine of which a task can be made to await `value`; undefined when that is not awaitable. */
export function coroutineFor(value: unknown): CoroutineObject | undefined {
  return asCoroutine(value) ?? (isAwaitable(value) ? awaiting(value) : undefined);
}

/** Ends a coroutine that is refused before it has run, as Python's `coro.close()`: nobody can await it any more. */
export function closeCoroutine(value: unknown): void {
  asCoroutine(value)?.return(undefined);
}

/** A coroutine that fails with `error`. */
export const failing = /* @__PURE__ */ coroutine(function* failing(
  error: unknown,
): Generator<unknown, never, unknown> {
  throw error;
}) as unknown as (error: unknown) => CoroutineObject;
