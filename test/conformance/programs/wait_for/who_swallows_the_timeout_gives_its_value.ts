/** traps: 110 */

import { CancelledError, createTask, currentTask, sleep, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<string> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("swallowed");
  }
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  trace("a coroutine", await waitFor(work(trace), 1));
  let task = createTask(work(trace));
  trace("a task", await waitFor(task, 1), task.cancelling());
  task = createTask(work(trace));
  await sleep(0);
  trace("no time left", await waitFor(task, 0));
  trace("main", currentTask()?.cancelling());
}
