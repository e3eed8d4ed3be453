/** traps: 43, 64 */

import { createTask, type Future, gather, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function waiter(trace: Trace, name: string, future: Future<string>): Promise<void> {
  trace(name, await future);
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const future = loop.createFuture<string>();
  trace("its loop", future.getLoop() === loop);
  future.addDoneCallback((f) => trace("callback 1", f.result()));
  const first = createTask(waiter(trace, "waiter 1", future));
  await sleep(0);
  future.addDoneCallback((f) => trace("callback 2", f === future));
  const second = createTask(waiter(trace, "waiter 2", future));
  await sleep(0);
  future.addDoneCallback(() => trace("callback 3"));
  loop.callSoon(trace, "before the result is set");
  loop.callSoon((value: string) => future.setResult(value), "value");
  loop.callSoon(trace, "after the result is set");
  await gather(first, second);
}
