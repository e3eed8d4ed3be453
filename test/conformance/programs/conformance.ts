/**
 * What the TypeScript programs share: the twin of conformance.py, with the same names.
 *
 * It is compiled with the programs, so its async functions are coroutine functions too.
 */

import {
  type AbstractEventLoop,
  asyncEnter,
  asyncExit,
  BaseExceptionGroup,
  type CancelledError,
  getRunningLoop,
  type Handle,
  sleep,
} from "tsyncio";

/** The time of the running loop (`null` outside of one), the event, and its details in normal form. */
export type TraceEvent = [time: number | null, event: string, ...details: unknown[]];

/** Records an event of a program. Details are plain data, sets, or errors. */
export type Trace = (event: string, ...details: unknown[]) => void;

const PYTHON_NAMES: Record<string, string> = { Error: "Exception", RangeError: "ValueError" };

/** The class of an error by its Python name, for errors whose wording differs between the languages. */
export function kind(error: unknown): string {
  if (!isError(error)) throw new TypeError(`${String(error)} was thrown, which is not an error`);
  const name = error.constructor.name;
  return PYTHON_NAMES[name] ?? name;
}

/** Counts the iterations of the running loop from its creation until stop(). */
export class Ticker {
  count = 0;
  readonly #loop: AbstractEventLoop = getRunningLoop();
  #handle: Handle = this.#loop.callSoon(() => this.#tick());

  #tick(): void {
    this.count++;
    this.#handle = this.#loop.callSoon(() => this.#tick());
  }

  stop(): number {
    this.#handle.cancel();
    return this.count;
  }
}

/** Numbers that look random and are the same in both languages (Lehmer's generator). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(n: number): number {
    this.#state = (this.#state * 16807) % 2147483647;
    return this.#state % n;
  }
}

/** Gives up n turns. */
export async function turns(n: number): Promise<void> {
  for (let i = 0; i < n; i++) await sleep(0);
}

/** What Python's `async with` needs of an object. */
interface Scope {
  [asyncEnter](): unknown;
  [asyncExit](error?: unknown): unknown;
}

/** Python's `async with scope: body`, spelled out. */
export async function within<S extends Scope, T>(
  scope: S,
  body: (scope: S) => Promise<T>,
): Promise<T | undefined> {
  await scope[asyncEnter]();
  let result: T;
  try {
    result = await body(scope);
  } catch (error) {
    // Naming CancelledError makes this clause see cancellation too, which is what a timeout is made of.
    const inFlight = error as Error | CancelledError;
    if (await scope[asyncExit](inFlight)) return undefined;
    throw error;
  }
  await scope[asyncExit](undefined);
  return result;
}

/** A traced value as plain JSON: the same normal form as `normal` in conformance.py. */
export function normal(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : pythonFloat(value);
  if (value instanceof BaseExceptionGroup) return [kind(value), value.message, ...value.errors.map(normal)];
  if (isError(value)) return `${kind(value)}(${value.message})`;
  if (Array.isArray(value)) return value.map(normal);
  if (value instanceof Set) return [...value].map(normal).sort(byJson);
  if (isPlainObject(value)) return mapValues(value, normal);
  throw new TypeError(`${String(value)} cannot be traced: trace plain data or errors`);
}

function isError(value: unknown): value is Error {
  return value instanceof Error;
}

function pythonFloat(value: number): string {
  return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

function byJson(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function mapValues(object: Record<string, unknown>, f: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, f(value)]));
}
