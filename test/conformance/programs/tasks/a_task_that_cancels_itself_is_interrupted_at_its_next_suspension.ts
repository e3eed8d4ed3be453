/** traps: 69 */

import { CancelledError, createTask, currentTask, type Future, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace, future: Future<void>): Promise<void> {
  trace("cancels itself", currentTask()?.cancel("self"));
  trace("goes on");
  try {
    await future;
  } catch (error) {
    if (error instanceof CancelledError) trace("interrupted", error, future.cancelled());
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<void>();
  const task = createTask(work(trace, future));
  await sleep(0);
  trace("what it blocks on", future.cancelled(), task.done());
  await wait([task]);
  trace("task", task.cancelled());
}
