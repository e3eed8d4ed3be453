/** traps: 129 */

import { BaseException, KeyboardInterrupt, sleep, TaskGroup } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

async function interrupted(): Promise<void> {
  await sleep(1);
  throw new KeyboardInterrupt();
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(interrupted());
      await sleep(10);
    });
  } catch (error) {
    if (error instanceof BaseException) trace("out of the group", kind(error));
    throw error;
  }
}
