/** traps: 119, 121 */

import { CancelledError, createTask, shield, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(): Promise<string> {
  await sleep(3);
  return "value";
}

async function guarded(trace: Trace, name: string, task: Task<string>): Promise<void> {
  try {
    trace(name, await shield(task));
  } catch (error) {
    if (error instanceof CancelledError) trace(name, "cancelled");
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work());
  const outer = shield(task);
  trace("another future", outer === task, outer.getLoop() === task.getLoop());
  const holders = [..."abc"].map((name) => createTask(guarded(trace, name, task)));
  await sleep(1);
  holders[0]?.cancel();
  trace("the shield is cancelled at once", outer.cancel(), outer.cancelled(), task.cancelling());
  await wait(holders);
  trace("the task", task.result(), shield(task) === task);
  const doomed = createTask(work());
  const over = shield(doomed);
  await sleep(0);
  doomed.cancel();
  await wait([over]);
  trace("through the shield from inside", over.cancelled(), doomed.cancelled());
}
