/** traps: 71 */

import { CancelledError, createTask, currentTask, type Future, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function nothing(): Promise<string> {
  return "from a coroutine";
}

async function work(trace: Trace, done: Future<string>): Promise<void> {
  currentTask()?.cancel();
  trace("future", await done);
  trace("coroutine", await nothing());
  try {
    await sleep(0);
    trace("never");
  } catch (error) {
    if (error instanceof CancelledError) trace("at sleep(0)");
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const done = getRunningLoop().createFuture<string>();
  done.setResult("value");
  const task = createTask(work(trace, done));
  await wait([task]);
  trace("task", task.cancelled());
}
