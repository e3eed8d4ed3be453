/**
 * A value as plain data: the twin of show.py.
 */

import {
  BaseExceptionGroup,
  CancelledError,
  IncompleteReadError,
  isFuture,
  LimitOverrunError,
  Task,
  TimeoutError,
} from "tsyncio";
import { ExitError } from "./exits.ts";

const PYTHON_NAMES: Record<string, string> = { Error: "Exception", RangeError: "ValueError" };

export function show(value: unknown): unknown {
  if (value instanceof Task) return value.getName();
  if (isFuture(value)) return "a future";
  if (value instanceof BaseExceptionGroup) return [nameOf(value), value.message, ...value.errors.map(show)];
  if (value instanceof IncompleteReadError) return [nameOf(value), [...value.partial], value.expected];
  if (value instanceof LimitOverrunError) return [nameOf(value), value.consumed];
  if (value instanceof ExitError) return [...brief(value), before(value)];
  if (value instanceof Error)
    return [...brief(value), ...(value instanceof TimeoutError ? [rootOf(value)] : [])];
  if (Array.isArray(value)) return value.map(show);
  if (value instanceof Set) return [...value].map(show).sort(byText);
  if (value === undefined || value === null) return null;
  return typeof value === "object" || typeof value === "function" ? "an object" : value;
}

function before(error: ExitError): unknown {
  const replaced = error.before();
  return replaced instanceof Error ? brief(replaced) : null;
}

function brief(error: Error): unknown[] {
  // The wording of a library's errors is its own; what the program says is the same in both.
  const own = error instanceof CancelledError || /^[a-z0-9]+$/i.test(error.message) ? [error.message] : [];
  return [nameOf(error), ...own];
}

/** Why a TimeoutError came. Of other errors, what is a context in Python is a cause in TypeScript. */
function rootOf(timeout: TimeoutError): string {
  const { cause } = timeout;
  return cause instanceof TimeoutError ? rootOf(cause) : nameOf(cause as Error | undefined);
}

function nameOf(error: Error | undefined): string {
  if (error === undefined) return "NoneType";
  const { name } = error.constructor;
  return PYTHON_NAMES[name] ?? name;
}

/** For `sort`: by what is shown. */
export function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
