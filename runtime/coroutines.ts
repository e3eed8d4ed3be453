// The coroutine object: a generator whose prototype chain says that it is one.
// Not here: `then`, which needs tasks (tasks.ts puts it on the prototype), and what emitted code calls (compiled.ts).
// Invariant: a coroutine is resumed by one task only: that which awaits it, is made of it, or was started by native code.

import { textOf } from "./exceptions.ts";

/**
 * An object that has this method may be awaited. Python's `__await__`.
 *
 * @example
 * ```ts
 * const answer = {
 *   *[asyncAwait](): Generator<unknown, number, undefined> {
 *     yield sleep(0.001);
 *     return 42;
 *   },
 * };
 * await ensureFuture(answer); // -> 42
 * ```
 */
export const asyncAwait: unique symbol = Symbol.for("tsyncio.asyncAwait") as never;
/**
 * What enters an asynchronous context manager. Python's `__aenter__`.
 *
 * @example
 * ```ts
 * const limit = timeout(10);
 * await limit[asyncEnter]();
 * limit.when() !== undefined; // -> true
 * await limit[asyncExit]();
 * ```
 */
export const asyncEnter: unique symbol = Symbol.for("tsyncio.asyncEnter") as never;
/**
 * What leaves an asynchronous context manager; it gets the error in flight. Python's `__aexit__`.
 *
 * @example
 * ```ts
 * const limit = timeout(10);
 * await limit[asyncEnter]();
 * await limit[asyncExit]();
 * limit.expired(); // -> false
 * ```
 */
export const asyncExit: unique symbol = Symbol.for("tsyncio.asyncExit") as never;

/**
 * The property that tells a task, in one read, how to await an object of this copy of the runtime. It is on the
 * prototypes; a coroutine gets one of its own, USED, when it is awaited, made a task or closed: there is no second time.
 */
export const KIND: unique symbol = Symbol("kind");
export const COROUTINE = 1;
export const USED = 2;
export const FUTURE = 3;
export const TURN = 4;
export const PULL = 5;
export const ITEM = 6;

/** Marks coroutines for other copies of the runtime in the same process. */
const BRAND: unique symbol = Symbol.for("tsyncio.coroutine") as never;

/** A coroutine as the runtime sees it; users see it as a `Promise`. */
export interface CoroutineObject extends Generator<unknown, unknown, unknown> {
  [KIND]: typeof COROUTINE | typeof USED;
}

/** An object that says itself how it is awaited: Python's objects with `__await__`. */
export interface Awaitable<T> {
  [asyncAwait](): Generator<unknown, T, unknown>;
}

/** What the functions that wait for something take: coroutines, futures, promises and objects with `[asyncAwait]`. */
export type AnyAwaitable<T> = PromiseLike<T> | Awaitable<T>;

/** The type that `await` gives for `T` in a coroutine function. */
export type ResultOf<T> = T extends Awaitable<infer R> ? R : Awaited<T>;

const GeneratorPrototype: Generator = Object.getPrototypeOf(function* () {}).prototype;

/** The methods of generators: looked up once, since each generator function has another prototype to go through. */
export const resume = GeneratorPrototype.next;
export const throwError = GeneratorPrototype.throw;
export const returnInto = GeneratorPrototype.return;

/** Is told through what an error passes: coroutines that it is thrown into, Futures and promises that hold it. */
let onError: ((passed: object, error: unknown) => void) | undefined;

/** From now on `callback` is told of each error before it goes on. */
export function tellErrorsTo(callback: typeof onError): void {
  onError = callback;
}

/** Tells whoever asked for it that `error` passes through `passed`. Returns the error. */
export function passing(passed: object, error: unknown): unknown {
  onError?.(passed, error);
  return error;
}

/** Resumes a generator by throwing an error into it, and tells of that. */
export function throwInto(this: Generator, error: unknown): IteratorResult<unknown> {
  return throwError.call(this, passing(this, error));
}

/**
 * The prototype of all coroutines: below it each coroutine function has its own, which leads to its name. Above it is
 * that of promises, because their static type says so and libraries ask for it. So they are no iterables, either:
 * `[...f()]`, where an `await` was forgotten, would run `f` without a task.
 */
export const CoroutinePrototype: CoroutineObject = Object.create(Promise.prototype, {
  next: { value: resume },
  throw: { value: throwError },
  return: {
    value(this: CoroutineObject, value: unknown) {
      this[KIND] = USED;
      return returnInto.call(this, value);
    },
  },
  [KIND]: { value: COROUTINE, writable: true },
  [BRAND]: { value: true },
  [Symbol.toStringTag]: { value: "Coroutine", configurable: true },
});

/** `then`, `catch` and `finally` for a prototype: those of the promise that `promiseOf` makes of an object. */
export function promiseMethods(
  promiseOf: (object: CoroutineObject) => Promise<unknown>,
): PropertyDescriptorMap {
  const method = (name: "then" | "catch" | "finally"): PropertyDescriptor => ({
    // No rest array: to spread that asks an iterator, which the program may have replaced.
    value(this: CoroutineObject, first?: unknown, second?: unknown) {
      const promise: Record<typeof name, (first: never, second: never) => unknown> = promiseOf(this);
      return promise[name](first as never, second as never);
    },
    configurable: true,
    writable: true,
  });
  // biome-ignore lint/suspicious/noThenProperty: native code awaits coroutines too
  return { then: method("then"), catch: method("catch"), finally: method("finally") };
}

type GeneratorFunctionOf<This, Args extends unknown[], R> = (
  this: This,
  ...args: Args
) => Generator<unknown, R, never>;
type CoroutineFunctionOf<This, Args extends unknown[], R> = (
  this: This,
  ...args: Args
) => Promise<Awaited<R>>;

/**
 * Makes a coroutine function of a generator function, in place, and returns it: `yield` is its `await`.
 * Compiled code calls this; by hand it serves where there is no compiler. With `self`, the result is
 * bound to it and keeps its name.
 * @throws TypeError when `fn` is not a generator function.
 *
 * @example
 * ```ts
 * import { coroutine, run, sleep } from "tsyncio";
 * const double = coroutine(function* (n: number) {
 *   yield sleep(0.001);
 *   return 2 * n;
 * });
 * await run(double(21)); // -> 42
 * ```
 */
export function coroutine<This, Args extends unknown[], R>(
  fn: GeneratorFunctionOf<This, Args, R>,
): CoroutineFunctionOf<This, Args, R>;
export function coroutine<This, Args extends unknown[], R>(
  fn: GeneratorFunctionOf<This, Args, R>,
  self: This,
): CoroutineFunctionOf<void, Args, R>;
export function coroutine(fn: Markable, self?: unknown): unknown {
  // Compiled functions come here at each call. All functions that have this property share a hidden class; a look
  // at their prototypes, which are all different, would cost as much as the coroutine itself.
  if (fn?.[MARKED] !== true) {
    reparent(fn, CoroutinePrototype, "coroutine");
    // Who is handed a generator function may drive it as an older kind of coroutine (Jest and Koa do, with co).
    Object.setPrototypeOf(fn, AsyncFunctionPrototype);
    fn[MARKED] = true;
  }
  // biome-ignore lint/complexity/noArguments: a rest array would be made at each call
  return arguments.length > 1 ? bind(fn, self) : fn;
}

const AsyncFunctionPrototype: object = Object.getPrototypeOf(async () => {});

const MARKED: unique symbol = Symbol("marked");

interface Markable {
  prototype?: object;
  name: string;
  [MARKED]?: boolean;
}

/**
 * Lets the generators that `fn` makes from now on inherit from `kind`, and lead to `fn` itself.
 * @throws TypeError, in the name of `caller`, when `fn` is not a generator function.
 */
export function reparent(fn: { prototype?: object }, kind: object, caller: string): void {
  const prototype: { [FUNCTION]?: unknown } | undefined = fn?.prototype;
  // A function that another copy of the runtime has marked makes no generators any more, by their prototype.
  if (
    !prototype ||
    !(BRAND in prototype || Object.prototype.isPrototypeOf.call(GeneratorPrototype, prototype))
  ) {
    throw new TypeError(`${caller}() takes a generator function, not ${textOf(fn)}`);
  }
  Object.setPrototypeOf(prototype, kind);
  prototype[FUNCTION] = fn;
}

/** Leads from a coroutine to its function: a generator's prototype has no `constructor`. */
export const FUNCTION: unique symbol = Symbol("function");

/** Marks functions that give a coroutine and are not generator functions themselves. */
const COROUTINE_FUNCTION: unique symbol = Symbol.for("tsyncio.coroutineFunction") as never;

/** Says of a function that calling it gives a coroutine. */
export function coroutineFunction<F extends (...args: never[]) => unknown>(fn: F): F {
  return Object.defineProperty(fn, COROUTINE_FUNCTION, { value: true });
}

/** A bound function calls itself "bound f"; an arrow in the source has just its name. */
function bind(fn: { name: string }, self: unknown): unknown {
  const bound = (fn as unknown as (...args: unknown[]) => unknown).bind(self);
  Object.defineProperty(bound, "name", { value: fn.name, configurable: true });
  return coroutineFunction(bound);
}

/**
 * Whether `value` is a coroutine, of this copy of the runtime or another. Mirrors `asyncio.iscoroutine`.
 *
 * @example
 * ```ts
 * import { isCoroutine } from "tsyncio";
 * async function f() {}
 * isCoroutine(f()); // -> true
 * ```
 */
export function isCoroutine(
  value: unknown,
): value is Promise<unknown> & Generator<unknown, unknown, unknown> {
  return typeof value === "object" && value !== null && BRAND in value;
}

/** The wrapper that the compiler makes of a function declared at the top of a module; see docs/adr/0001. */
const HOISTED_WRAPPER =
  /^function\b[^{]*\{\s*return\b[^;{}]*\bcoroutine\)?\([\w$]+\)\.apply\(this,\s*arguments\);?\s*\}$/;

/**
 * Whether calling `value` gives a coroutine. Mirrors `asyncio.iscoroutinefunction`.
 *
 * @example
 * ```ts
 * import { isCoroutineFunction } from "tsyncio";
 * async function f() {}
 * isCoroutineFunction(f); // -> true
 * isCoroutineFunction(() => f()); // -> false
 * ```
 */
export function isCoroutineFunction(value: unknown): boolean {
  if (typeof value !== "function") return false;
  const prototype: unknown = value.prototype;
  if (typeof prototype === "object" && prototype !== null && BRAND in prototype) return true;
  return COROUTINE_FUNCTION in value || HOISTED_WRAPPER.test(Function.prototype.toString.call(value));
}

/** Lets messages and call graphs give `coro`, which acts for a coroutine of `fn`, the name of `fn`. */
export function inNameOf<T extends object>(fn: unknown, coro: T): T {
  return Object.assign(coro, { [FUNCTION]: fn });
}

/** The name of the function that made `coro`, for messages; the compiler's `f$` is the user's `f`. */
export function coroutineName(coro: object, otherwise = "coroutine"): string {
  const fn = (coro as { [FUNCTION]?: { name: string } })[FUNCTION];
  return fn?.name.replace(/\$$/, "") || otherwise;
}
