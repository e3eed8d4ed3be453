/** traps: 75 */

import { CancelledError, createTask, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function inner(trace: Trace): Promise<void> {
  try {
    await sleep(10);
  } finally {
    await sleep(1);
    trace("inner cleaned up");
  }
}

async function outer(trace: Trace, task: Task<void>): Promise<void> {
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace("outer cancelled", error, task.done());
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const innerTask = createTask(inner(trace));
  const outerTask = createTask(outer(trace, innerTask));
  await sleep(1);
  outerTask.cancel("message");
  trace("requests", outerTask.cancelling(), innerTask.cancelling());
  await sleep(0);
  trace("the outer waits", outerTask.done(), innerTask.done());
  await wait([outerTask]);
  trace("both cancelled", outerTask.cancelled(), innerTask.cancelled());
}
