/** traps: 119 */

import { CancelledError, createTask, type Future, getRunningLoop, shield, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function succeed(): Promise<string> {
  await sleep(1);
  return "value";
}

async function fail(): Promise<void> {
  await sleep(1);
  throw new RangeError("failed");
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  trace("result", await shield(succeed()));
  try {
    await shield(fail());
  } catch (error) {
    trace("error", error);
  }
  const task = createTask(succeed());
  const outer = shield(task);
  await sleep(0);
  task.cancel("the inner");
  try {
    await outer;
  } catch (error) {
    if (error instanceof CancelledError) trace("inner cancelled", error, outer.cancelled());
  }
  const done = loop.createFuture<number>();
  done.setResult(1);
  trace("a done inner as it is", (shield(done) as Future<number>) === done);
}
