/** traps: 12, 64 */

import { createTask, type Future, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function waiter(trace: Trace, name: string, future: Future<string>): Promise<void> {
  trace("waits", name);
  try {
    trace("got", name, await future);
  } catch (error) {
    trace("failed", name, error, error === future.exception());
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  for (const fail of [false, true]) {
    const future = loop.createFuture<string>();
    const tasks = [..."abc"].map((name) => createTask(waiter(trace, name, future)));
    await sleep(0);
    fail ? future.setException(new RangeError("one for all")) : future.setResult("value");
    trace("completed");
    await wait(tasks);
    trace("all done");
  }
}
