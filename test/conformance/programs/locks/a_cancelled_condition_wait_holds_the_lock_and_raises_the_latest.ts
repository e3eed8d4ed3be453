/** traps: 154 */

import { CancelledError, Condition, createTask, sleep } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function waiter(trace: Trace, condition: Condition): Promise<void> {
  await within(condition, async () => {
    try {
      await condition.wait();
    } catch (error) {
      if (error instanceof CancelledError) trace("cancelled with the lock", error, condition.locked());
      throw error;
    }
  });
}

export async function main(trace: Trace): Promise<void> {
  const condition = new Condition();
  const task = createTask(waiter(trace, condition));
  await sleep(0);
  await condition.acquire();
  task.cancel("first");
  await sleep(0);
  task.cancel("second");
  await sleep(0);
  task.cancel("third");
  await sleep(0);
  trace("absorbed", task.done(), task.cancelling());
  condition.release();
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace("out", error, condition.locked());
  }
}
