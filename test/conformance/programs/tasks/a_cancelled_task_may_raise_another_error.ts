/** traps: 72 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) throw new RangeError("instead");
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work());
  await sleep(1);
  trace("cancel", task.cancel());
  try {
    await task;
  } catch (error) {
    trace("raised", error, task.cancelled(), task.cancelling());
  }
}
