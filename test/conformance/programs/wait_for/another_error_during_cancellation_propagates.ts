/** traps: 111 */

import { CancelledError, createTask, sleep, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) throw new RangeError("instead");
  }
}

export async function main(trace: Trace): Promise<void> {
  try {
    await waitFor(work(), 1);
  } catch (error) {
    trace("a coroutine", error);
  }
  for (const timeout of [1, 0]) {
    const task = createTask(work());
    await sleep(0);
    try {
      await waitFor(task, timeout);
    } catch (error) {
      trace("a task", timeout, error, error === task.exception());
    }
  }
}
