/** traps: 105 */

import { createTask, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(n: number): Promise<number> {
  await sleep(n);
  return n;
}

function* twice(tasks: Task<number>[]): Generator<Task<number>> {
  for (const task of tasks) {
    yield task;
    yield task;
  }
}

export async function main(trace: Trace): Promise<void> {
  const tasks = [1, 2].map((n) => createTask(child(n)));
  let [done, pending] = await wait(twice(tasks));
  trace("a generator", new Set([...done].map((task) => task.result())), pending.size);
  [done, pending] = await wait(new Set(tasks));
  trace("a set of done ones", new Set([...done].map((task) => task.result())), pending.size);
}
