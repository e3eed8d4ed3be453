// `yield*` of an async generator.
// Not here: what drives the generator, and awaits what is yielded here (asyncgenerators.ts).
// Invariant: each request on the generator becomes exactly one request on the iterator.

import { passedItem, returning } from "./asyncgenerators.ts";
import { type AsyncIteratorLike, asyncIteratorOf, methodOf, noThrowMethod, resultOf } from "./iteration.ts";

/**
 * The operand of the `yield*` that `yield* source` of an async generator becomes.
 *
 * @throws TypeError when the source is not iterable.
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * const letters = tsyncio.asyncGenerator(function* (): Generator<unknown, void, unknown> {
 *   yield* tsyncio.delegate("abc") as Iterable<unknown>;
 * });
 * ```
 */
export function delegate(source: unknown): Iterable<unknown> {
  return new Delegation(asyncIteratorOf(source, "yield*"));
}

/**
 * The language's own `yield*` calls these methods with what comes into the generator: what a request sends or, while
 * an answer of the iterator is awaited, that answer.
 */
class Delegation implements IterableIterator<unknown, unknown, unknown> {
  readonly #iterator: AsyncIteratorLike;
  readonly #next: AsyncIteratorLike["next"];
  /** The request whose answer is awaited. */
  #asked: "next" | "throw" | "return" | "close" | undefined;
  /** Whether the iterator has answered to `return()`, so that now the generator itself returns. */
  #returned = false;

  constructor(iterator: AsyncIteratorLike) {
    this.#iterator = iterator;
    this.#next = iterator.next;
  }

  [Symbol.iterator](): this {
    return this;
  }

  next(value: unknown): IteratorResult<unknown, unknown> {
    if (this.#asked !== undefined) return this.#answer(value);
    return this.#ask("next", this.#next.call(this.#iterator, value));
  }

  throw(error: unknown): IteratorResult<unknown, unknown> {
    // The error is the iterator's own answer: it is not asked again.
    if (this.#asked !== undefined) throw error;
    const method = methodOf(this.#iterator, "throw");
    if (method) return this.#ask("throw", method.call(this.#iterator, error));
    const close = methodOf(this.#iterator, "return");
    if (close) return this.#ask("close", close.call(this.#iterator));
    throw noThrowMethod();
  }

  return(value: unknown): IteratorResult<unknown, unknown> {
    const method = this.#returned ? undefined : methodOf(this.#iterator, "return");
    if (method === undefined) return { value, done: true };
    return this.#ask("return", method.call(this.#iterator, value));
  }

  #ask(request: "next" | "throw" | "return" | "close", answer: unknown): IteratorResult<unknown, unknown> {
    this.#asked = request;
    return { value: answer, done: false };
  }

  #answer(answer: unknown): IteratorResult<unknown, unknown> {
    const request = this.#asked;
    const { done, value } = resultOf(answer);
    if (request === "close") throw noThrowMethod();
    if (done && request !== "return") return { value, done: true };
    if (done) this.#returned = true;
    this.#asked = undefined;
    // `done` would be an ordinary end of the `yield*`, behind which the generator goes on: the driver returns into it.
    return { value: done ? returning(value) : passedItem(value), done: false };
  }
}
