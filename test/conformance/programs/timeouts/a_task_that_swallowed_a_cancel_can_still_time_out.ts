/** traps: 142 */

import { CancelledError, createTask, currentTask, sleep, TimeoutError, timeout } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function work(trace: Trace): Promise<string> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("swallowed", currentTask()?.cancelling());
  }
  try {
    await within(timeout(1), () => sleep(10));
  } catch (error) {
    if (error instanceof TimeoutError) trace("timed out", currentTask()?.cancelling());
  }
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work(trace));
  await sleep(1);
  task.cancel();
  trace("result", await task);
}
