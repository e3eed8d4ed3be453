/** traps: 109 */

import { CancelledError, createTask, sleep, TimeoutError, waitFor } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled");
    await sleep(5);
    trace("cleaned up");
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  try {
    await waitFor(work(trace), 1);
  } catch (error) {
    if (error instanceof TimeoutError) trace("a coroutine", kind(error), kind(error.cause));
  }
  for (const timeout of [1, 0]) {
    const task = createTask(work(trace));
    await sleep(0);
    try {
      await waitFor(task, timeout);
    } catch (error) {
      if (error instanceof TimeoutError) trace("a task", timeout, task.cancelled());
    }
  }
}
