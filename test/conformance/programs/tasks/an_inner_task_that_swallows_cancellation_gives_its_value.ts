/** traps: 75 */

import { CancelledError, createTask, sleep, type Task } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function inner(trace: Trace): Promise<string> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("inner swallows");
  }
  return "value";
}

async function outer(task: Task<string>): Promise<string[]> {
  return ["outer got", await task];
}

export async function main(trace: Trace): Promise<void> {
  const innerTask = createTask(inner(trace));
  const outerTask = createTask(outer(innerTask));
  await sleep(1);
  outerTask.cancel();
  trace("result", await outerTask);
  trace("requests", outerTask.cancelling(), innerTask.cancelling(), outerTask.cancelled());
}
