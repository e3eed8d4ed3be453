/**
 * Runs the coroutines that test functions, hooks and fixtures give, each on a loop of its own with virtual time.
 * Not here: how a test runner is made to call this (vitest-*.ts, jest-setup.ts).
 */
import { isCoroutine } from "tsyncio";
import { runVirtual, type VirtualOptions } from "tsyncio/testing";

/**
 * Wraps the function `work` so that a coroutine that it gives is run by `runVirtual`; what is no function is given back.
 * Name, length and text stay the same, since test runners read the parameters of a test.
 */
export function onVirtualTime(work: unknown, options?: () => VirtualOptions): unknown {
  if (typeof work !== "function") return work;
  const run = function (this: unknown, ...args: unknown[]): unknown {
    const result: unknown = Reflect.apply(work, this, args);
    return isCoroutine(result) ? runVirtual(result as PromiseLike<unknown>, options?.()) : result;
  };
  return Object.defineProperties(run, {
    name: { value: work.name },
    length: { value: work.length },
    toString: { value: () => String(work) },
  });
}
