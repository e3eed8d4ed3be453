/** traps: 113 */

import { createTask, shield, sleep, TimeoutError, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<string> {
  await sleep(2);
  trace("worked");
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  for (const timeout of [1, 0]) {
    const task = createTask(work(trace));
    await sleep(0);
    try {
      await waitFor(shield(task), timeout);
    } catch (error) {
      if (error instanceof TimeoutError) trace("timeout", timeout, task.done(), task.cancelling());
    }
    trace("survived", await task);
  }
}
