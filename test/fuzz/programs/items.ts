/**
 * Async generators that all tasks of a random program share: the twin of items.py, with the same names.
 */

import { CancelledError, RuntimeError } from "tsyncio";

type Items_ = AsyncGenerator<unknown, unknown, unknown>;

const ERRORS = { ValueError: RangeError, CancelledError, RuntimeError } as const;

export class Items {
  readonly #slots: [Items_?, Items_?] = [];
  #request: Promise<IteratorResult<unknown, unknown>> | undefined;
  /** What is collected is reported then, at any time. */
  readonly #kept: Items_[] = [];
  /** A loop knows a generator from the first request on: here when it is carried out, in Python when it is made. */
  readonly #begun = new Set<Items_>();

  share(slot: 0 | 1, generator: Items_): void {
    this.#slots[slot] = generator;
    this.#kept.push(generator);
  }

  async pull(slot: 0 | 1): Promise<unknown> {
    const generator = this.#beginning(slot);
    return generator && received(await generator.next());
  }

  async throw(slot: 0 | 1, error: keyof typeof ERRORS, message: string): Promise<unknown> {
    const generator = this.#beginning(slot);
    return generator && received(await generator.throw(new ERRORS[error](message)));
  }

  async close(slot: 0 | 1): Promise<void> {
    const generator = this.#slots[slot];
    // Which refuses to be yielded another item, as `aclose` does in Python.
    await generator?.return(undefined);
  }

  async pullSome(slot: 0 | 1, count: number): Promise<unknown> {
    const generator = this.#beginning(slot);
    if (generator === undefined) return undefined;
    const items: unknown[] = [];
    for await (const item of generator) {
      items.push(item);
      if (items.length === count) break;
    }
    return items;
  }

  // A request may be awaited later, by somebody else, by several or by none.

  ask(slot: 0 | 1): void {
    this.#request = this.#begunIn(slot)?.next() ?? this.#request;
  }

  askToThrow(slot: 0 | 1, message: string): void {
    this.#request = this.#begunIn(slot)?.throw(new RangeError(message)) ?? this.#request;
  }

  askToClose(slot: 0 | 1): void {
    this.#request = this.#begunIn(slot)?.return(undefined) ?? this.#request;
  }

  #beginning(slot: 0 | 1): Items_ | undefined {
    const generator = this.#slots[slot];
    if (generator) this.#begun.add(generator);
    return generator;
  }

  #begunIn(slot: 0 | 1): Items_ | undefined {
    const generator = this.#slots[slot];
    return generator && this.#begun.has(generator) ? generator : undefined;
  }

  async answer(): Promise<unknown> {
    return this.#request && received(await this.#request);
  }
}

function received({ done, value }: IteratorResult<unknown, unknown>): unknown {
  return done ? "the end" : [value];
}
