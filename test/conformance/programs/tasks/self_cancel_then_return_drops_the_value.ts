/** traps: 70 */

import { CancelledError, createTask, currentTask, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function returns(): Promise<string> {
  currentTask()?.cancel("self");
  return "dropped";
}

async function raises(): Promise<void> {
  currentTask()?.cancel("self");
  throw new RangeError("kept");
}

export async function main(trace: Trace): Promise<void> {
  const returning = createTask(returns());
  const raising = createTask(raises());
  await wait([returning, raising]);
  trace("returns", returning.cancelled(), returning.cancelling());
  trace("raises", raising.cancelled(), raising.exception(), raising.cancelling());
  try {
    await returning;
  } catch (error) {
    if (error instanceof CancelledError) trace("message", error);
  }
}
