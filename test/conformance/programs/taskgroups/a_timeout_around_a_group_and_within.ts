/** traps: 145 */

import { currentTask, ExceptionGroup, sleep, TaskGroup, TimeoutError, timeout } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function sleeper(trace: Trace, name: string): Promise<void> {
  try {
    await sleep(10);
  } finally {
    trace("ends", name);
  }
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(timeout(1), async () => {
      await within(new TaskGroup(), async (group) => {
        group.createTask(sleeper(trace, "a"));
      });
    });
  } catch (error) {
    if (error instanceof TimeoutError) trace("timeout out of the group", currentTask()?.cancelling());
  }
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(sleeper(trace, "b"));
      await within(timeout(1), () => sleep(10));
    });
  } catch (error) {
    if (!(error instanceof ExceptionGroup)) throw error;
    trace("timeout in the group", error.errors.length, error.errors[0] instanceof TimeoutError);
  }
}
