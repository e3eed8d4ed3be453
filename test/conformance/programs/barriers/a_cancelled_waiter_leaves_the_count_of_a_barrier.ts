/** traps: 164 */

import { asyncEnter, asyncExit, Barrier, CancelledError, createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function party(trace: Trace, barrier: Barrier, name: string): Promise<void> {
  try {
    const index = await barrier[asyncEnter]();
    trace("through", name, index);
    barrier[asyncExit]();
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name, barrier.nWaiting);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const barrier = new Barrier(3);
  const tasks = [..."ab"].map((name) => createTask(party(trace, barrier, name)));
  await sleep(0);
  await sleep(0);
  tasks[0]?.cancel();
  tasks.push(createTask(party(trace, barrier, "c")));
  await sleep(1);
  trace("two wait", barrier.nWaiting);
  tasks.push(createTask(party(trace, barrier, "d")));
  await wait(tasks);
  trace("end", barrier.nWaiting);
}
