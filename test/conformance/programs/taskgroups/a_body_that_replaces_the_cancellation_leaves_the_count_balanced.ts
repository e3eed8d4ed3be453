/** traps: 126 */

import { CancelledError, currentTask, ExceptionGroup, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function fail(): Promise<void> {
  await sleep(1);
  throw new RangeError("child");
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(fail());
      try {
        await sleep(10);
      } catch (error) {
        if (error instanceof CancelledError) trace("requests in the body", currentTask()?.cancelling());
        throw new TypeError("body");
      }
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error, currentTask()?.cancelling());
  }
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(fail());
      try {
        await sleep(10);
      } catch (error) {
        if (error instanceof CancelledError) trace("swallowed");
      }
      await sleep(1);
      trace("the body goes on");
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error, currentTask()?.cancelling());
  }
}
