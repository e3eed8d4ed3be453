/** traps: 156 */

import { Condition, createTask, Lock, sleep, wait } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function waiter(trace: Trace, condition: Condition, name: string): Promise<void> {
  await within(condition, async () => trace("woken", name, await condition.wait()));
}

export async function main(trace: Trace): Promise<void> {
  const condition = new Condition();
  const tasks = [..."abcdef"].map((name) => createTask(waiter(trace, condition, name)));
  await sleep(0);
  tasks[0]?.cancel();
  await within(condition, async () => {
    condition.notify(2);
    condition.notify(0);
    await sleep(1);
    trace("nobody before the release");
  });
  await sleep(1);
  await within(condition, async () => condition.notify());
  await sleep(1);
  await within(condition, async () => condition.notify(10));
  await wait(tasks);
  const lock = new Lock();
  await within(new Condition(lock), async () => trace("shares the lock", lock.locked()));
}
