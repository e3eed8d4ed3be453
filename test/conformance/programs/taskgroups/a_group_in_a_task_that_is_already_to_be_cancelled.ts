/** traps: 126, 69 */

import { CancelledError, createTask, currentTask, sleep, TaskGroup, wait } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function child(trace: Trace): Promise<void> {
  try {
    await sleep(1);
    trace("child done");
  } catch (error) {
    if (error instanceof CancelledError) trace("child cancelled");
    throw error;
  }
}

async function work(trace: Trace, awaits: boolean): Promise<void> {
  currentTask()?.cancel("before the group");
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(child(trace));
      if (awaits) await sleep(0);
      trace("body over");
    });
  } finally {
    trace("requests", currentTask()?.cancelling());
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const awaits of [true, false]) {
    const task = createTask(work(trace, awaits));
    await wait([task]);
    trace("task", awaits, task.cancelled());
  }
}
