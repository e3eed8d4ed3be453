/** traps: 133 */

import { CancelledError, createTask, sleep, TaskGroup, wait } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function stubborn(trace: Trace): Promise<void> {
  for (let i = 0; i < 3; i++) {
    try {
      await sleep(10);
    } catch (error) {
      if (error instanceof CancelledError) trace("child holds on");
      await sleep(0.25);
    }
  }
  trace("child ends");
}

async function grouped(trace: Trace): Promise<void> {
  await within(new TaskGroup(), async (group) => {
    group.createTask(stubborn(trace));
    try {
      await sleep(10);
    } finally {
      trace("the body ends");
    }
  });
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(grouped(trace));
  await sleep(1);
  for (let i = 0; i < 3; i++) {
    task.cancel();
    await sleep(0.125);
  }
  trace("still there", task.done(), task.cancelling());
  await wait([task]);
  trace("ended", task.cancelled());
}
