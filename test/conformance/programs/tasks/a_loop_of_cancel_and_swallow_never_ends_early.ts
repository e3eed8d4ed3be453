/** traps: 72, 73, 77 */

import { CancelledError, createTask, currentTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function stubborn(trace: Trace, times: number): Promise<number | undefined> {
  let swallowed = 0;
  while (swallowed < times) {
    try {
      await sleep(10);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      swallowed++;
      trace("swallowed", swallowed, error);
      if (swallowed === 2) currentTask()?.uncancel();
    }
  }
  return currentTask()?.cancelling();
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(stubborn(trace, 4));
  let requests = 0;
  while (!task.done()) {
    await sleep(1);
    requests++;
    trace("request", task.cancel(`request ${requests}`), task.cancelling());
    await sleep(0);
    await sleep(0);
  }
  trace("result", task.result(), task.cancelled());
}
