/** traps: 74 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<void> {
  for (let i = 0; i < 2; i++) {
    try {
      await sleep(1);
      trace("slept");
    } catch (error) {
      if (error instanceof CancelledError) trace("cancelled", error);
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work(trace));
  await sleep(0);
  task.cancel("first");
  task.cancel("second");
  trace("requests", task.cancelling());
  await task;

  const unstarted = createTask(work(trace));
  unstarted.cancel("first");
  unstarted.cancel("second");
  try {
    await unstarted;
  } catch (error) {
    if (error instanceof CancelledError) trace("unstarted", error, unstarted.cancelling());
  }
}
