/** traps: 127 */

import { currentTask, ExceptionGroup, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function fail(name: string): Promise<void> {
  await sleep(1);
  throw new RangeError(name);
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (outer) => {
      outer.createTask(fail("outer"));
      try {
        await within(new TaskGroup(), async (inner) => {
          inner.createTask(fail("inner"));
          await sleep(10);
        });
      } catch (error) {
        if (error instanceof ExceptionGroup) trace("inner", error, currentTask()?.cancelling());
        await sleep(10);
        trace("not reached");
      }
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("outer", error, currentTask()?.cancelling());
  }
  await sleep(1);
}
