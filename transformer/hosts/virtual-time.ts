/**
 * What test runners call where tests run on virtual time: the coroutines that test functions, hooks and fixtures give
 * are run, each on a loop of its own. Not here: how a runner is made to call it (vitest-*.ts, jest-setup.ts).
 */
import { isCoroutine } from "tsyncio";
import { runVirtual, type VirtualOptions } from "tsyncio/testing";

/**
 * `work`, but a coroutine that it gives is run by `runVirtual`. It looks the same: runners read the parameters of a test.
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
