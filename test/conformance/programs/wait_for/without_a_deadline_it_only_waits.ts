/** traps: 107 */

import { CancelledError, createTask, currentTask, sleep, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace, value: string): Promise<string> {
  await sleep(1000);
  trace("in the task of the caller", currentTask()?.getName());
  return value;
}

export async function main(trace: Trace): Promise<void> {
  currentTask()?.setName("caller");
  trace("none", await waitFor(work(trace, "value"), undefined));
  trace("infinite", await waitFor(work(trace, "other"), Number.POSITIVE_INFINITY));
  const task = createTask(waitFor(work(trace, "never"), undefined));
  await sleep(1);
  task.cancel("after all");
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", error);
  }
}
