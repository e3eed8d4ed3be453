/** traps: 118 */

import { CancelledError, createTask, shield, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function inner(trace: Trace): Promise<string> {
  await sleep(2);
  trace("the inner goes on");
  return "value";
}

async function outer(trace: Trace, task: Task<string>): Promise<void> {
  try {
    await shield(task);
  } catch (error) {
    if (error instanceof CancelledError) trace("the caller is cancelled", error, task.done());
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const innerTask = createTask(inner(trace));
  const outerTask = createTask(outer(trace, innerTask));
  await sleep(1);
  outerTask.cancel("top");
  await wait([outerTask]);
  trace("outer", outerTask.cancelled(), innerTask.cancelling());
  trace("inner", await innerTask);
}
