/** traps: 55, 56 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function level(trace: Trace, depth: number): Promise<void> {
  try {
    if (depth === 0) await sleep(10);
    else await createTask(level(trace, depth - 1));
  } catch (error) {
    if (error instanceof CancelledError) trace("level", depth, error);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const message of ["text", 42, undefined]) {
    const task = createTask(level(trace, 2));
    await sleep(1);
    if (message === undefined) task.cancel();
    else task.cancel(message);
    try {
      await task;
    } catch (error) {
      if (error instanceof CancelledError) trace("at last", error);
    }
  }
}
