/** traps: 194 */

import { AsyncExitStack, asyncContextManager, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const resource = asyncContextManager(async function* (trace: Trace, name: string) {
  await sleep(1);
  trace("enters", name);
  yield { name };
  await sleep(1);
  trace("leaves", name);
});

export async function main(trace: Trace): Promise<void> {
  const later = async (...args: number[]) => {
    await sleep(1);
    trace("async callback", ...args);
  };
  const leave = async (error: unknown) => trace("async exit", error);
  {
    await using stack = new AsyncExitStack();
    for (const name of ["a", "b"]) {
      const bound = await stack.enterAsyncContext(resource(trace, name));
      trace("bound", { name: bound.name });
    }
    trace("same", stack.pushAsyncCallback(later, 1, 2) === later);
    stack.callback(trace, "callback", 3);
    trace("same", stack.pushAsyncExit(leave) === leave);
    stack.push((error) => trace("exit", error));
    trace("body");
  }
  trace("outside");
}
