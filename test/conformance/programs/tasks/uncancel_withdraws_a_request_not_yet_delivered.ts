/** traps: 76 */

import { CancelledError, createTask, currentTask, sleep, type Task } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<string> {
  const task = currentTask() as Task<unknown>;
  trace("floor", task.uncancel(), task.cancelling());
  task.cancel();
  task.cancel();
  trace("two requests", task.cancelling());
  trace("one withdrawn", task.uncancel());
  trace("none left", task.uncancel());
  await sleep(1);
  trace("not interrupted");
  task.cancel();
  try {
    await sleep(1);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    trace("interrupted", task.cancelling());
    trace("uncancel", task.uncancel());
  }
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work(trace));
  trace("result", await task, task.cancelled(), task.cancelling());
}
