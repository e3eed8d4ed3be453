/** traps: 143 */

import { BaseException, createTask, currentTask, getRunningLoop, sleep, timeoutAt, wait } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

async function work(trace: Trace): Promise<void> {
  const scope = timeoutAt(1);
  try {
    await within(scope, () => sleep(10));
  } catch (error) {
    if (error instanceof BaseException)
      trace("raised", kind(error), scope.expired(), currentTask()?.cancelling());
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const before = createTask(work(trace));
  loop.callAt(1, () => before.cancel("before the timeout"));
  await sleep(0);
  loop.callAt(1, () => before.cancel("after the timeout"));
  await wait([before]);
  trace("task", before.cancelled());
}
