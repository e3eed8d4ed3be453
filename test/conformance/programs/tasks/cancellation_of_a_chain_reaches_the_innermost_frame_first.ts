/** traps: 66, 75 */

import { CancelledError, createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function frame(trace: Trace, depth: number): Promise<void> {
  try {
    if (depth === 0) await sleep(10);
    else if (depth === 2) await createTask(frame(trace, depth - 1));
    else await frame(trace, depth - 1);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", depth, error);
    throw error;
  } finally {
    trace("finally", depth);
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(frame(trace, 4));
  await sleep(1);
  task.cancel("top");
  await wait([task]);
  trace("task", task.cancelled());
}
