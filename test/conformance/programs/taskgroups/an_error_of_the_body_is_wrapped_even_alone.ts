/** traps: 123 */

import { currentTask, ExceptionGroup, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function sleeper(trace: Trace): Promise<void> {
  try {
    await sleep(10);
  } finally {
    trace("the child ends");
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const withChild of [false, true]) {
    try {
      await within(new TaskGroup(), async (group) => {
        if (withChild) {
          group.createTask(sleeper(trace));
          await sleep(1);
        }
        throw new RangeError("body");
      });
    } catch (error) {
      if (error instanceof ExceptionGroup) trace("group", error, currentTask()?.cancelling());
    }
  }
}
