/**
 * traps: 77
 *
 * The way timeout() and TaskGroup tell their own cancellation from a foreign one.
 */

import { CancelledError, createTask, currentTask, getRunningLoop, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Expired extends Error {}

async function block(trace: Trace, seconds: number): Promise<void> {
  const task = currentTask() as Task<unknown>;
  const before = task.cancelling();
  const timer = getRunningLoop().callLater(seconds, () => task.cancel());
  try {
    await sleep(5);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    trace("requests", task.cancelling(), timer.when() <= getRunningLoop().time());
    if (timer.when() <= getRunningLoop().time() && task.uncancel() <= before) throw new Expired("its own");
    throw error;
  } finally {
    timer.cancel();
  }
}

async function guarded(trace: Trace, seconds: number): Promise<string> {
  try {
    await block(trace, seconds);
  } catch (error) {
    if (!(error instanceof Expired)) throw error;
    trace("expired", error, currentTask()?.cancelling());
  }
  await sleep(1);
  return "went on";
}

export async function main(trace: Trace): Promise<void> {
  for (const [seconds, cancelAt] of [[1], [3, 1], [1, 1]] as [number, number?][]) {
    const task = createTask(guarded(trace, seconds));
    await sleep(0);
    if (cancelAt !== undefined) getRunningLoop().callLater(cancelAt, () => task.cancel("foreign"));
    await wait([task]);
    trace("outcome", task.cancelled(), task.cancelling(), task.cancelled() ? undefined : task.result());
  }
}
