/** traps: 155 */

import { CancelledError, Condition, createTask, sleep, wait } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function waiter(trace: Trace, condition: Condition, name: string): Promise<void> {
  await within(condition, async () => {
    try {
      await condition.wait();
      trace("notified", name);
    } catch (error) {
      if (error instanceof CancelledError) trace("cancelled", name);
      throw error;
    }
  });
}

export async function main(trace: Trace): Promise<void> {
  for (const relocking of [false, true]) {
    const condition = new Condition();
    const tasks = [..."abc"].map((name) => createTask(waiter(trace, condition, name)));
    await sleep(0);
    await condition.acquire();
    condition.notify();
    if (relocking) {
      await sleep(0);
      await sleep(0);
    }
    tasks[0]?.cancel();
    condition.release();
    await wait(tasks, { timeout: 1 });
    trace(
      "done",
      relocking,
      tasks.map((task) => task.done()),
    );
    await within(condition, async () => condition.notifyAll());
    await wait(tasks);
  }
}
