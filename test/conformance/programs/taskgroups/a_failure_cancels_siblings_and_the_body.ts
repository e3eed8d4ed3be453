/** traps: 122, 134 */

import { CancelledError, currentTask, ExceptionGroup, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function sleeper(trace: Trace, name: string, cleanUp: number): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name);
    await sleep(cleanUp);
    trace("cleaned up", name);
    throw error;
  }
}

async function fail(delay: number): Promise<void> {
  await sleep(delay);
  throw new RangeError(`after ${delay}`);
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(sleeper(trace, "a", 2));
      group.createTask(fail(1));
      group.createTask(sleep(10));
      try {
        await sleep(5);
      } finally {
        trace("the body ends", currentTask()?.cancelling());
      }
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error);
  }
  trace("requests", currentTask()?.cancelling());
}
