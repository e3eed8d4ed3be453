/** traps: 68 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<void> {
  try {
    trace("never");
  } finally {
    trace("not even finally");
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work(trace));
  trace("cancel", task.cancel("not today"), task.done());
  await sleep(0);
  trace("a turn later", task.done(), task.cancelled());
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace("message", error);
  }
}
