/** traps: 142 */

import { CancelledError, createTask, currentTask, sleep, timeout, wait } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function work(trace: Trace): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("swallowed");
  }
  const scope = timeout(5);
  try {
    await within(scope, () => sleep(10));
  } catch (error) {
    if (error instanceof CancelledError) {
      trace("cancelled in the scope", error, scope.expired(), currentTask()?.cancelling());
    }
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work(trace));
  await sleep(1);
  task.cancel("first");
  await sleep(1);
  task.cancel("second");
  await wait([task]);
  trace("task", task.cancelled());
}
