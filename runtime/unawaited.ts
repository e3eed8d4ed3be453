// Coroutines that nobody awaits: what code compiled with the option `debug` tells of each call it makes.
// Not here: what a coroutine is (coroutines.ts). Without that option none of this is called.
// Invariant: a coroutine is reported at most once, and never one that was awaited, made a task or closed.

import { COROUTINE, coroutineName, KIND, TURN, USED } from "./coroutines.ts";
import { originOf, recordOrigin } from "./debug.ts";
import { onNothingLeft } from "./hosts/node.ts";

/** What is kept of a coroutine, to report it when it is collected. */
class Unawaited {
  readonly #name: string;
  readonly #origin: readonly string[];

  constructor(name: string, origin: readonly string[] = []) {
    this.#name = name;
    this.#origin = origin;
  }

  /** Python says the same, as a RuntimeWarning. */
  report(): void {
    const origin = this.#origin.map((line) => `\n  ${line}`).join("");
    const where = origin && `\nCoroutine created at (most recent call last)${origin}`;
    console.warn(`RuntimeWarning: coroutine '${this.#name}' was never awaited${where}`);
  }
}

/** Coroutines that were made, and were not awaited yet. */
const waiting = new Set<Unawaited>();
const collected = new FinalizationRegistry(reportOnce);

function reportOnce(unawaited: Unawaited): void {
  if (waiting.delete(unawaited)) unawaited.report();
}

/** Called when the process has nothing left to do: nobody will await these coroutines any more. */
const reportAll = () => waiting.forEach(reportOnce);

/**
 * `f(x)` in compiled code, unless it is awaited or returned right there: gives the value of the call. A coroutine
 * that is collected, or left at the end of the process, without having been awaited is reported.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * tsyncio.created(Math.max(1, 2)); // 2
 * ```
 */
export function created<T>(value: T): T {
  if (kindOf(value) !== COROUTINE || originOf(value as object) !== undefined) return value;
  recordOrigin(value as object);
  watch(value as object);
  return value;
}

/**
 * `f(x);` as a statement: nobody can await what it gives. Gives the value of the call, and reports a coroutine.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * tsyncio.dropped([1, 2].push(3)); // 3
 * ```
 */
export function dropped<T>(value: T): T {
  const kind = kindOf(value);
  if (kind === TURN) new Unawaited("sleep").report();
  if (kind !== COROUTINE) return value;
  recordOrigin(value as object);
  new Unawaited(coroutineName(value as object), originOf(value as object)).report();
  return value;
}

function kindOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? (value as { [KIND]?: unknown })[KIND] : undefined;
}

/** A coroutine gets the property KIND of its own when it is used: a setter for it tells us of that. */
function watch(coro: object): void {
  const unawaited = new Unawaited(coroutineName(coro), originOf(coro));
  const settle = () => {
    waiting.delete(unawaited);
    collected.unregister(unawaited);
    Object.defineProperty(coro, KIND, { value: USED, writable: true });
  };
  Object.defineProperty(coro, KIND, { get: () => COROUTINE, set: settle, configurable: true });
  waiting.add(unawaited);
  collected.register(coro, unawaited, unawaited);
  onNothingLeft(reportAll); // The same callback counts once, however often it is given.
}
