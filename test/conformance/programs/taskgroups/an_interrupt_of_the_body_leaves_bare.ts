/** traps: 129 */

import { BaseException, KeyboardInterrupt, sleep, TaskGroup } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

async function sleeper(trace: Trace): Promise<void> {
  try {
    await sleep(10);
  } finally {
    trace("the child ends");
  }
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(sleeper(trace));
      await sleep(1);
      throw new KeyboardInterrupt();
    });
  } catch (error) {
    if (error instanceof BaseException) trace("out of the group", kind(error));
    throw error;
  }
}
