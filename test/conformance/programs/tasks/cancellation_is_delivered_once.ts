/** traps: 72 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<string> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("swallowed");
  }
  await sleep(1);
  trace("later awaits work");
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work(trace));
  await sleep(1);
  task.cancel();
  trace("result", await task);
  trace("not cancelled", task.cancelled(), task.cancelling());
}
