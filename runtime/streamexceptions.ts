// The exception classes of streams: streams are for Node alone, and who catches their errors need not be.
// Not here: all others (exceptions.ts). They have a file of their own so that a bundle without them holds nothing of it.

import { nameClass } from "./exceptions.ts";

/**
 * A stream ended before all was read that was asked for. Mirrors `asyncio.IncompleteReadError`.
 *
 * @example
 * ```ts
 * import { IncompleteReadError } from "tsyncio";
 * const error = new IncompleteReadError(new Uint8Array([1, 2]), 5);
 * error.message; // -> "2 bytes read on a total of 5 expected bytes"
 * ```
 */
export class IncompleteReadError extends Error {
  /** What was read until the end. */
  readonly partial: Uint8Array;
  /** How many bytes were asked for; undefined where a separator was. */
  readonly expected: number | undefined;

  constructor(partial: Uint8Array, expected?: number) {
    super(`${partial.length} bytes read on a total of ${expected ?? "undefined"} expected bytes`);
    this.partial = partial;
    this.expected = expected;
  }
}

/**
 * A separator was not found within the limit of a stream. Mirrors `asyncio.LimitOverrunError`.
 *
 * @example
 * ```ts
 * import { LimitOverrunError } from "tsyncio";
 * new LimitOverrunError("Separator is not found, and chunk exceed the limit", 65536).consumed; // -> 65536
 * ```
 */
export class LimitOverrunError extends Error {
  /** How many bytes must be read to get past what was looked at. */
  readonly consumed: number;

  constructor(message: string, consumed: number) {
    super(message);
    this.consumed = consumed;
  }
}

nameClass(IncompleteReadError, "IncompleteReadError");
nameClass(LimitOverrunError, "LimitOverrunError");
