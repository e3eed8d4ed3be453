/**
 * traps: 50
 *
 * The sleep is cancelled in the very iteration in which its timer is due.
 */

import { CancelledError, createTask, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function sleeper(trace: Trace): Promise<void> {
  try {
    await sleep(1);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled");
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler(() => trace("never handled"));
  const task = createTask(sleeper(trace));
  loop.callAt(1, () => task.cancel());
  await wait([task]);
  trace("task", task.cancelled());
  const late = createTask(sleeper(trace));
  await sleep(0);
  loop.callAt(2, () => late.cancel());
  await wait([late]);
  trace("the timer came first: the request still wins", late.cancelled());
}
