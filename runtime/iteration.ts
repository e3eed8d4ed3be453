// Asynchronous iteration: what a `for await` loop does, and iterators that are not asynchronous.
// Not here: `yield*` (delegation.ts), and async generators, which are iterators like any other (asyncgenerators.ts).
// Invariant: an iterator is closed once, when its loop is left early, and never when it has failed by itself.

import { type AsyncGeneratorObject, begin, isUnchanged } from "./asyncgenerators.ts";
import { KIND, PULL } from "./coroutines.ts";
import { isBaseException, isObject, textOf } from "./exceptions.ts";
import { methods } from "./marks.ts";
import type { Pull } from "./pulls.ts";

/** An iterator whose results are to be awaited. */
export interface AsyncIteratorLike {
  next(value?: unknown): unknown;
  throw?(error: unknown): unknown;
  return?(value?: unknown): unknown;
}

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
  const iterator = asyncIteratorOf(source, "for await");
  return isUnchanged(iterator) ? new GeneratorLoop(iterator) : new AsyncLoop(iterator);
}

/** The iterator of an iterable of either kind, for the construct of the language that is named. */
export function asyncIteratorOf(source: unknown, construct: string): AsyncIteratorLike {
  const { [Symbol.asyncIterator]: open } = source as Partial<AsyncIterable<unknown>>;
  if (open !== undefined && open !== null)
    return checked(open.call(source as AsyncIterable<unknown>), construct);
  const { [Symbol.iterator]: openSync } = source as Partial<Iterable<unknown>>;
  if (typeof openSync !== "function")
    throw new TypeError(`${construct} needs an iterable, not ${textOf(source)}`);
  return new AsyncFromSyncIterator(checked(openSync.call(source as Iterable<unknown>), construct));
}

function checked<T>(iterator: T, construct: string): T {
  if (!isObject(iterator))
    throw new TypeError(`${construct} needs an iterator that is an object, not ${textOf(iterator)}`);
  return iterator;
}

/** One run of a `for await` loop. */
class AsyncLoop {
  /** What the iterator gave for this round. */
  value: unknown;
  /** Whether the body is running: if it leaves the loop then, the iterator must be closed. */
  open = false;
  /** Whether the body threw: its error takes precedence over those of closing. */
  #failed = false;
  readonly #iterator: AsyncIteratorLike;
  readonly #next: AsyncIteratorLike["next"];

  constructor(iterator: AsyncIteratorLike) {
    this.#iterator = iterator;
    // JavaScript looks `next` up once for the whole loop.
    this.#next = iterator.next;
  }

  /** Asks for the next result, to be awaited. An iterator that fails by itself is not closed. */
  next(): unknown {
    this.open = false;
    return this.#next.call(this.#iterator);
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
      const { return: close } = this.#iterator;
      if (close) resultOf(yield close.call(this.#iterator));
    } catch (error) {
      // A cancellation that arrives meanwhile is no error of closing: it must not get lost.
      if (!this.#failed || isBaseException(error)) throw error;
    }
  }
}

/** One run of a loop over an async generator of ours: it is its own request, so that no result object is made. */
class GeneratorLoop extends AsyncLoop implements Pull {
  declare readonly [KIND]: typeof PULL;
  declare readonly sent: undefined;
  declare readonly throws: false;
  readonly #generator: AsyncGeneratorObject;

  constructor(generator: AsyncIteratorLike & AsyncGeneratorObject) {
    super(generator);
    this.#generator = generator;
  }

  override next(): this {
    this.open = false;
    return this;
  }

  begin(): AsyncGeneratorObject {
    return begin(this.#generator, this, "next");
  }

  take(value: unknown, done: boolean): boolean {
    this.value = value;
    this.open = !done;
    return this.open;
  }

  override step(result: unknown): boolean {
    return result as boolean;
  }
}

Object.defineProperties(GeneratorLoop.prototype, {
  [KIND]: { value: PULL },
  sent: { value: undefined },
  throws: { value: false },
});

/** An ordinary iterator as one whose results are awaited; ECMAScript's object of the same name. */
class AsyncFromSyncIterator implements AsyncIteratorLike {
  readonly #iterator: Iterator<unknown, unknown, unknown>;
  readonly #next: Iterator<unknown>["next"];

  constructor(iterator: Iterator<unknown, unknown, unknown>) {
    this.#iterator = iterator;
    this.#next = iterator.next;
  }

  *next(...value: []): Generator<unknown, unknown, unknown> {
    return yield* this.#settle(this.#next.apply(this.#iterator, value));
  }

  *throw(error: unknown): Generator<unknown, unknown, unknown> {
    const method = methodOf(this.#iterator, "throw");
    if (method) return yield* this.#settle(method.call(this.#iterator, error));
    methodOf(this.#iterator, "return")?.call(this.#iterator);
    throw noThrowMethod();
  }

  *return(...value: [unknown?]): Generator<unknown, unknown, unknown> {
    const method = methodOf(this.#iterator, "return");
    if (method === undefined) return { done: true, value: value[0] };
    const { done, value: last } = resultOf(method.apply(this.#iterator, value));
    return { done, value: yield last };
  }

  /** Awaits the value of a result; where that fails, the iterator is closed, and errors of closing are dropped. */
  *#settle(result: unknown): Generator<unknown, unknown, unknown> {
    const { done, value } = resultOf(result);
    if (done) return { done, value: yield value };
    try {
      return { done, value: yield value };
    } catch (error) {
      try {
        this.#iterator.return?.();
      } catch {}
      throw error;
    }
  }
}

methods(AsyncLoop, ["close"]);
methods(AsyncFromSyncIterator, ["next", "throw", "return"]);

/** A method of an iterator that need not be there. */
export function methodOf<K extends "throw" | "return">(
  iterator: { [key in K]?: ((value?: never) => unknown) | undefined },
  name: K,
): ((value?: unknown) => unknown) | undefined {
  const method: unknown = iterator[name];
  if (method === undefined || method === null) return undefined;
  if (typeof method !== "function")
    throw new TypeError(`${name} of an iterator must be a method, not ${textOf(method)}`);
  return method as () => unknown;
}

/** What `yield*` throws into itself where the iterator cannot be thrown into. */
export function noThrowMethod(): TypeError {
  return new TypeError("the iterator of yield* has no method throw: it was closed instead");
}

/** A result of an iterator, which must be an object. */
export function resultOf(result: unknown): {
  readonly done?: boolean | undefined;
  readonly value?: unknown;
} {
  if (!isObject(result))
    throw new TypeError(`an iterator must give objects as results, not ${textOf(result)}`);
  return result;
}
