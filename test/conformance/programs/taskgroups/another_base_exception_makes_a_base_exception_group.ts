/** traps: 129 */

import { BaseException, BaseExceptionGroup, ExceptionGroup, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

class Stop extends BaseException {}

async function stop(): Promise<void> {
  await sleep(1);
  throw new Stop("child");
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      group.createTask(stop());
      try {
        await sleep(10);
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: the error that replaces another is what this is about
        throw new RangeError("body");
      }
    });
  } catch (error) {
    if (error instanceof BaseExceptionGroup) trace("group", error, error instanceof ExceptionGroup);
  }
  try {
    await within(new TaskGroup(), async () => {
      throw new Stop("body");
    });
  } catch (error) {
    if (error instanceof BaseExceptionGroup) trace("group", error, error instanceof ExceptionGroup);
  }
}
