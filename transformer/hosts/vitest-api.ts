/**
 * What test files import as "vitest" where the plugin of vitest.ts is used: all of it, but the functions that declare
 * tests and hooks run coroutines on virtual time.
 */
import { isCoroutine } from "tsyncio";
import { runVirtual } from "tsyncio/testing";
import * as vitest from "vitest";

export * from "vitest";

type AnyFunction = (...args: unknown[]) => unknown;

/** `work`, but a coroutine that it gives is run. It looks the same: Vitest reads the parameters of a test. */
function onVirtualTime(work: unknown): unknown {
  if (typeof work !== "function") return work;
  const run = function (this: unknown, ...args: unknown[]): unknown {
    const result: unknown = Reflect.apply(work, this, args);
    return isCoroutine(result) ? runVirtual(result as PromiseLike<unknown>) : result;
  };
  return Object.defineProperties(run, {
    name: { value: work.name },
    length: { value: work.length },
    toString: { value: () => String(work) },
  });
}

/** `declare`, and what it gives and has (`test.each(…)`, `test.only`), with wrapped functions as arguments. */
function wrapping<T extends object>(declare: T): T {
  return new Proxy(declare, {
    apply(target, self, args: unknown[]) {
      return wrapped(Reflect.apply(target as AnyFunction, self, args.map(onVirtualTime)));
    },
    get: (target, key) => wrapped(Reflect.get(target, key)),
  });
}

function wrapped(value: unknown): unknown {
  return typeof value === "function" ? wrapping(value) : value;
}

export const test: typeof vitest.test = wrapping(vitest.test);
export const it: typeof vitest.it = wrapping(vitest.it);
export const beforeAll: typeof vitest.beforeAll = wrapping(vitest.beforeAll);
export const beforeEach: typeof vitest.beforeEach = wrapping(vitest.beforeEach);
export const afterEach: typeof vitest.afterEach = wrapping(vitest.afterEach);
export const afterAll: typeof vitest.afterAll = wrapping(vitest.afterAll);
