/** traps: 114 */

import { asCompleted, CancelledError, createTask, currentTask, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(delay: number): Promise<number> {
  await sleep(delay);
  if (delay === 2) throw new RangeError("two");
  return delay;
}

export async function main(trace: Trace): Promise<void> {
  const tasks = [4, 3, 2, 1].map((delay) => createTask(work(delay)));
  getRunningLoop().callAt(2.5, () => tasks[1]?.cancel());
  for (const coming of asCompleted(tasks)) {
    try {
      trace("got", await coming);
    } catch (error) {
      if (error instanceof RangeError) trace("error", error);
      else if (error instanceof CancelledError) trace("cancelled");
    }
  }
  trace("left", currentTask()?.cancelling());
}
