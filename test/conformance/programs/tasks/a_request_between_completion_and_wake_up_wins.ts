/** traps: 67 */

import { CancelledError, createTask, type Future, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function waiter(trace: Trace, future: Future<string>): Promise<string> {
  try {
    trace("got", await future);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    trace("cancelled", error);
    await sleep(1);
    trace("swallowed");
  }
  return "end";
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  for (const fail of [false, true]) {
    const future = loop.createFuture<string>();
    const task = createTask(waiter(trace, future));
    await sleep(0);
    fail ? future.setException(new RangeError("lost")) : future.setResult("lost");
    trace("cancel", task.cancel("too late for the value"), future.cancelled());
    trace("task", await task, task.cancelling());
    future.exception();
  }
}
