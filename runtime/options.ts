// Options objects, functions and counts, as JavaScript without types may pass them.
// Not here: what they mean; each function says that itself.
// Invariant: an option that nobody knows is refused, as an unknown keyword argument is in Python.

import { textOf } from "./exceptions.ts";

/** @throws TypeError when `options` is no object, or has an option that is not in `known`. */
export function requireKnownOptions(where: string, options: object, known: readonly string[]): void {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`the options of ${where} must be an object, not ${textOf(options)}`);
  for (const name in options) {
    if (known.includes(name)) continue;
    throw new TypeError(`${where} does not know the option '${name}'; it knows ${known.join(", ")}`);
  }
}

/** @throws TypeError when `value` is given and is no function. */
export function requireFunction(what: string, value: unknown): void {
  if (value !== undefined && typeof value !== "function")
    throw new TypeError(`${what} must be a function or undefined, not ${textOf(value)}`);
}

/** @throws TypeError when `count` is no number, and RangeError when it is less than `least`, or NaN. */
export function requireCount(what: string, count: number, least: number): void {
  if (typeof count !== "number") throw new TypeError(`${what} must be a number, not ${textOf(count)}`);
  if (!(count >= least)) throw new RangeError(`${what} must be >= ${least}, not ${count}`);
}
