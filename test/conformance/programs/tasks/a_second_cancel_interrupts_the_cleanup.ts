/** traps: 73 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<void> {
  try {
    await sleep(10);
  } finally {
    trace("cleaning up");
    try {
      await sleep(5);
      trace("never");
    } finally {
      trace("cleanup interrupted");
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work(trace));
  await sleep(1);
  task.cancel("first");
  await sleep(1);
  task.cancel("second");
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", error, task.cancelling());
  }
}
