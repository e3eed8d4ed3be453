/**
 * traps: 88
 *
 * If the timer stayed, the last run would jump to its deadline.
 */

import { createTask, getRunningLoop, RuntimeError, sleep, wait } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import type { Trace } from "../conformance.ts";

async function cancelledSleep(trace: Trace): Promise<void> {
  const task = createTask(sleep(1000));
  await sleep(1);
  task.cancel();
  await wait([task]);
  trace("cancelled", task.cancelled());
}

async function waitForever(): Promise<void> {
  await getRunningLoop().createFuture();
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();
  await loop.runUntilComplete(cancelledSleep(trace));
  try {
    await loop.runUntilComplete(waitForever());
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    trace("a deadlock at once", loop.time());
  }
}
