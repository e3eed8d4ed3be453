/** traps: 163, 164 */

import { Barrier, createTask, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function party(trace: Trace, barrier: Barrier, name: string, rounds: number): Promise<void> {
  for (let i = 0; i < rounds; i++) {
    const index = await barrier.wait();
    trace("through", name, index, barrier.nWaiting);
  }
}

export async function main(trace: Trace): Promise<void> {
  const barrier = new Barrier(3);
  trace("at first", barrier.parties, barrier.nWaiting, barrier.broken);
  let tasks: Task<void>[] = [..."ab"].map((name) => createTask(party(trace, barrier, name, 2)));
  await sleep(1);
  trace("filling", barrier.nWaiting);
  tasks.push(createTask(party(trace, barrier, "c", 2)));
  await wait(tasks);
  tasks = [..."defghi"].map((name) => createTask(party(trace, barrier, name, 3)));
  await wait(tasks);
  const single = new Barrier(1);
  trace("alone", await single.wait(), await single.wait());
  try {
    new Barrier(0);
  } catch (error) {
    if (error instanceof RangeError) trace("refused");
  }
}
