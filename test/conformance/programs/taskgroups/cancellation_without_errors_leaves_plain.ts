/** traps: 124 */

import { CancelledError, createTask, currentTask, sleep, TaskGroup, wait } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function sleeper(trace: Trace, fails: boolean): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("child cancelled");
    if (fails) throw new RangeError("in cleanup");
    throw error;
  }
}

async function grouped(trace: Trace, fails: boolean, inBody: boolean): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(sleeper(trace, fails));
      if (inBody) await sleep(10);
    });
  } finally {
    trace("requests", currentTask()?.cancelling());
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const fails of [false, true]) {
    for (const inBody of [false, true]) {
      const task = createTask(grouped(trace, fails, inBody));
      await sleep(1);
      task.cancel("why");
      await wait([task]);
      trace("ended", fails, inBody, task.cancelled());
      if (task.cancelled()) {
        try {
          await task;
        } catch (error) {
          if (error instanceof CancelledError) trace("message", error);
        }
      } else {
        trace("exception", task.exception());
      }
    }
  }
}
