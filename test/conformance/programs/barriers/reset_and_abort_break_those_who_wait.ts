/** traps: 165 */

import { Barrier, BrokenBarrierError, createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function party(trace: Trace, barrier: Barrier, name: string): Promise<void> {
  try {
    trace("through", name, await barrier.wait());
  } catch (error) {
    if (error instanceof BrokenBarrierError) trace("broken", name, barrier.broken);
  }
}

export async function main(trace: Trace): Promise<void> {
  const barrier = new Barrier(3);
  for (const act of [() => barrier.reset(), () => barrier.abort()]) {
    const tasks = [..."ab"].map((name) => createTask(party(trace, barrier, name)));
    await sleep(1);
    await act();
    trace("after", barrier.broken, barrier.nWaiting);
    tasks.push(...[..."cd"].map((name) => createTask(party(trace, barrier, name))));
    await wait(tasks, { timeout: 1 });
    trace(
      "then",
      tasks.map((task) => task.done()),
      barrier.broken,
      barrier.nWaiting,
    );
    await barrier.reset();
    trace("reset", barrier.broken, barrier.nWaiting);
    await wait(tasks);
  }
  await wait([..."efg"].map((name) => createTask(party(trace, barrier, name))));
}
