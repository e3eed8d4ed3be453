/** traps: 136 */

import { currentTask, ExceptionGroup, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function fail(): Promise<void> {
  throw new RangeError("at once");
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(fail(), { eagerStart: true });
      trace("the body goes on", currentTask()?.cancelling());
      group.createTask(fail(), { eagerStart: true });
      try {
        await sleep(0);
      } finally {
        trace("struck", currentTask()?.cancelling());
      }
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error, currentTask()?.cancelling());
  }
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(fail(), { eagerStart: true });
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error, currentTask()?.cancelling());
  }
  await sleep(0);
}
