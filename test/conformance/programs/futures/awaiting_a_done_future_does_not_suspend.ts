/** traps: 2 */

import { createTask, getRunningLoop, sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const done = loop.createFuture<string>();
  const failed = loop.createFuture<string>();
  done.setResult("value");
  failed.setException(new RangeError("x"));
  const task = createTask(sleep(0, "slept"));
  await sleep(0);
  await sleep(0);
  const ticker = new Ticker();
  for (let i = 0; i < 3; i++) {
    trace("future", await done);
    trace("task", await task);
    try {
      await failed;
    } catch (error) {
      trace("failed", error);
    }
  }
  trace("iterations", ticker.stop());
}
