/** traps: 78 */

import { CancelledError, createTask, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Special extends CancelledError {}

async function raises(error: Error): Promise<void> {
  throw error;
}

export async function main(trace: Trace): Promise<void> {
  for (const error of [new CancelledError("by hand"), new Special("a subclass")]) {
    const task = createTask(raises(error));
    await wait([task]);
    trace("task", task.cancelled(), task.cancelling());
    try {
      await task;
    } catch (caught) {
      if (caught instanceof CancelledError) trace("the original", caught, caught === error);
    }
  }
}
