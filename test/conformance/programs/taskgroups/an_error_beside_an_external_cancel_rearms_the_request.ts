/** traps: 128 */

import {
  CancelledError,
  createTask,
  currentTask,
  ExceptionGroup,
  getRunningLoop,
  sleep,
  TaskGroup,
  wait,
} from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function fail(): Promise<void> {
  await sleep(1);
  throw new RangeError("child");
}

async function grouped(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(fail());
      await sleep(10);
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error, currentTask()?.cancelling());
  }
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("struck at the next await", currentTask()?.cancelling());
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(grouped(trace));
  await sleep(0);
  getRunningLoop().callAt(1, () => task.cancel());
  await wait([task]);
  trace("ended", task.cancelled(), task.cancelling());
}
