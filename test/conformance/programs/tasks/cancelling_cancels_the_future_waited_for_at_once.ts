/** traps: 66 */

import { CancelledError, createTask, type Future, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function waiter(trace: Trace, future: Future<void>): Promise<void> {
  try {
    await future;
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", error);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<void>();
  const task = createTask(waiter(trace, future));
  await sleep(0);
  trace("cancel", task.cancel("enough"));
  trace("the future", future.cancelled());
  trace("the task", task.done());
  await sleep(0);
  trace("a turn later", task.done(), task.cancelled());
}
