/**
 * What test files import as "vitest" where the plugin of vitest.ts is used: all of it, but the functions that declare
 * tests and hooks run coroutines on virtual time.
 */
import * as vitest from "vitest";
import { onVirtualTime } from "./virtual-time.ts";

export * from "vitest";

type AnyFunction = (...args: unknown[]) => unknown;

/** `declare`, and what it gives and has (`test.each(…)`, `test.only`), with wrapped functions as arguments. */
function wrapping<T extends object>(declare: T, wrap: (argument: unknown) => unknown): T {
  return new Proxy(declare, {
    apply(target, self, args: unknown[]) {
      return wrapped(Reflect.apply(target as AnyFunction, self, args.map(wrap)));
    },
    get: (target, key) => wrapped(Reflect.get(target, key), key === "extend" ? ofFixtures : ofTest),
  });
}

function wrapped(value: unknown, wrap = ofTest): unknown {
  return typeof value === "function" ? wrapping(value, wrap) : value;
}

/** An argument of what declares tests. */
function ofTest(argument: unknown): unknown {
  return onVirtualTime(argument);
}

/** An argument of `test.extend`: a fixture by itself, or an object of fixtures, which may stand before their options. */
function ofFixtures(argument: unknown): unknown {
  if (Object.prototype.toString.call(argument) !== "[object Object]") return onVirtualTime(argument);
  const fixtures = Object.entries(argument as object).map(([name, fixture]) => [
    name,
    Array.isArray(fixture) ? fixture.map(ofTest) : onVirtualTime(fixture),
  ]);
  return Object.fromEntries(fixtures);
}

export const test: typeof vitest.test = wrapping(vitest.test, ofTest);
export const it: typeof vitest.it = wrapping(vitest.it, ofTest);
export const beforeAll: typeof vitest.beforeAll = wrapping(vitest.beforeAll, ofTest);
export const beforeEach: typeof vitest.beforeEach = wrapping(vitest.beforeEach, ofTest);
export const afterEach: typeof vitest.afterEach = wrapping(vitest.afterEach, ofTest);
export const afterAll: typeof vitest.afterAll = wrapping(vitest.afterAll, ofTest);
