/** traps: 122, 123 */

import { currentTask, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function fail(): Promise<void> {
  await sleep(1);
  throw new RangeError("child");
}

export async function main(trace: Trace): Promise<void> {
  for (const catches of [true, false]) {
    try {
      await within(new TaskGroup(), async (group) => {
        const task = group.createTask(fail());
        try {
          await task;
        } catch (error) {
          trace("the body sees it first", error, currentTask()?.cancelling());
          if (!catches) throw error;
        }
        await sleep(0);
        trace("never reached");
      });
    } catch (error) {
      trace("the group", error);
    }
    trace("requests", currentTask()?.cancelling());
  }
}
