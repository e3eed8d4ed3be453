// What emitted code calls, and nothing else does: each function here answers to an operation of transformer/plan.ts.
// Not here: what a coroutine is (coroutines.ts), and what drives one (tasks.ts).
// Invariant: no function here runs user code that the source would not have run at that place.

import { coroutine } from "./coroutines.ts";
import { isBaseException, textOf } from "./exceptions.ts";
// Compiled code may import nothing else, and still its coroutines can be awaited by native code.
import "./loop.ts";
import { methods as markMethods, markOwn } from "./marks.ts";
import { resources } from "./resources.ts";

export { coroutine, resources };

/**
 * Marks the methods of a class: those of instances by key, static ones by key or, if private, by a function that
 * reaches them. Emitted as the first static element, so that later initialisers see marked methods. The class
 * comes by a function too: bundlers take a bare `this` there for an effect, and would keep every class.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * class Counter {
 *   static #tsyncio = tsyncio.methods(() => this, ["next"]);
 *   *next() {}
 * }
 * ```
 */
export function methods(
  owner: () => { readonly prototype: object },
  keys: readonly PropertyKey[],
  statics: readonly (PropertyKey | (() => unknown))[] = [],
): void {
  const cls = owner();
  markMethods(cls, keys);
  for (const one of statics) {
    if (typeof one === "function") coroutine(one() as never);
    else markOwn(cls, one);
  }
}

/**
 * A decorator that marks one method, innermost of those that stand there, in either dialect of decorators.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const logged = (method: unknown) => method;
 * class Service {
 *   // `@logged @tsyncio.method *fetch() {}` calls it so:
 *   static fetch = logged(tsyncio.method(function* () {}, { kind: "method" }));
 * }
 * ```
 */
export function method(
  target: unknown,
  context: unknown,
  descriptor?: TypedPropertyDescriptor<unknown>,
): unknown {
  // The older dialect passes the holder, the key and a descriptor, which it reads again afterwards.
  if (descriptor && typeof context !== "object") {
    coroutine(descriptor.value as never);
    return undefined;
  }
  return coroutine(target as never);
}

/**
 * Marks methods of a finished object literal and returns it: for methods that use `super`, and so have to stay
 * methods of that very object.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const child = tsyncio.object({ *name() { return super.toString(); } }, ["name"]);
 * ```
 */
export function object<T extends object>(literal: T, keys: readonly PropertyKey[]): T {
  for (const key of keys) markOwn(literal, key);
  return literal;
}

/**
 * The property key that a value of a computed name stands for, converted once as JavaScript does it.
 *
 * @throws what the value's own conversion throws.
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * tsyncio.key(1); // "1"
 * ```
 */
export function key(value: unknown): PropertyKey {
  return Reflect.ownKeys({ [value as PropertyKey]: undefined })[0] as PropertyKey;
}

/**
 * The first statement of a `catch` clause that never thought of cancellation: throws a BaseException on, as
 * Python's `except Exception` does.
 *
 * @throws the given error, if it is a BaseException.
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * function* attempt(work: Promise<void>) {
 *   try { yield work; } catch (error) { tsyncio.rethrowBaseException(error); console.log("failed", error); }
 * }
 * ```
 */
export function rethrowBaseException(error: unknown): void {
  if (isBaseException(error)) throw error;
}

/** Of either kind: what differs is awaited or not by the loops below. */
type AnyIterator = { next(): unknown; return?(): unknown };

/**
 * The iterator of a `for await` loop: of `source[Symbol.asyncIterator]`, or else of `source[Symbol.iterator]`,
 * whose values are then awaited one by one.
 *
 * @throws TypeError when the source is not iterable.
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * function* each(source: AsyncIterable<string>) {
 *   const iterator = tsyncio.iterate(source);
 *   try { for (; iterator.step(yield iterator.next()); ) console.log(iterator.value); }
 *   catch (error) { iterator.fail(error); }
 *   finally { if (iterator.open) yield iterator.close(); }
 * }
 * ```
 */
export function iterate(source: unknown): AsyncLoop {
  const { [Symbol.asyncIterator]: open } = source as Partial<AsyncIterable<unknown>>;
  if (open !== undefined && open !== null)
    return new AsyncLoop(checked(open.call(source as AsyncIterable<unknown>)));
  if (typeof (source as Iterable<unknown>)[Symbol.iterator] !== "function")
    throw new TypeError(`for await needs an iterable, not ${textOf(source)}`);
  return new SyncLoop(checked((source as Iterable<unknown>)[Symbol.iterator]()));
}

function checked<T>(iterator: T): T {
  if (!isObject(iterator))
    throw new TypeError(`for await needs an iterator that is an object, not ${textOf(iterator)}`);
  return iterator;
}

/** One run of a `for await` loop over an asynchronous iterator. */
class AsyncLoop {
  /** What the iterator gave for this round. */
  value: unknown;
  /** The body is running: if it leaves the loop, the iterator must be closed. */
  open = false;
  /** The body threw: its error outweighs those of closing. */
  #failed = false;
  protected readonly iterator: AnyIterator;
  readonly #next: AnyIterator["next"];

  constructor(iterator: AnyIterator) {
    this.iterator = iterator;
    // JavaScript looks `next` up once for the whole loop.
    this.#next = iterator.next;
  }

  /** Asks for the next result, to be awaited. An iterator that fails by itself is not closed. */
  next(): unknown {
    this.open = false;
    return this.#next.call(this.iterator);
  }

  /** Takes the result; false when the iterator has come to its end. */
  step(result: unknown): boolean {
    const { done, value } = resultOf(result);
    if (done) return false;
    this.value = value;
    this.open = true;
    return true;
  }

  /** Remembers that the loop ends by an error, and throws it on. */
  fail(error: unknown): never {
    this.#failed = true;
    throw error;
  }

  /** Closes the iterator after the body left the loop. */
  *close(): Generator<unknown, void, unknown> {
    try {
      // `return` is looked up here: its getter may throw as well.
      const { iterator } = this;
      if (iterator.return) resultOf(yield* this.settle(iterator.return()));
    } catch (error) {
      // A cancellation that arrives meanwhile is news, and no mere trouble with closing.
      if (!this.#failed || isBaseException(error)) throw error;
    }
  }

  /** The result of an asynchronous iterator is to be awaited. */
  protected *settle(result: unknown): Generator<unknown, unknown, unknown> {
    return yield result;
  }
}

/** One run of a `for await` loop over an ordinary iterator, whose values are awaited. */
class SyncLoop extends AsyncLoop {
  override *next(): Generator<unknown, unknown, unknown> {
    const { done, value } = resultOf(super.next());
    if (done) return { done, value };
    try {
      return { done, value: yield value };
    } catch (error) {
      // The error of the value outweighs those of closing.
      try {
        this.iterator.return?.();
      } catch {}
      throw error;
    }
  }

  /** The value that `return()` gives is awaited, like every other. */
  protected override *settle(result: unknown): Generator<unknown, unknown, unknown> {
    yield resultOf(result).value;
    return result;
  }
}

function resultOf(result: unknown): { readonly done?: boolean | undefined; readonly value?: unknown } {
  if (!isObject(result))
    throw new TypeError(`an iterator must give objects as results, not ${textOf(result)}`);
  return result;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

for (const loop of [AsyncLoop, SyncLoop]) markMethods(loop, ["next", "close"]);

// A script cannot import: it finds the runtime here, once some module has loaded it.
const compiled = { coroutine, methods, method, object, key, rethrowBaseException, iterate, resources };
Object.assign(globalThis, { [Symbol.for("tsyncio/compiled")]: compiled });
