/** traps: 122 */

import { currentTask, ExceptionGroup, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function sleeper(trace: Trace, name: string): Promise<void> {
  try {
    await sleep(10);
  } finally {
    trace("ends", name);
  }
}

async function fail(): Promise<void> {
  await sleep(1);
  throw new RangeError("a");
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(sleeper(trace, "x"));
      group.createTask(fail());
      group.createTask(fail());
      trace("the body ends");
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error);
  }
  await sleep(1);
  trace("requests", currentTask()?.cancelling());
}
