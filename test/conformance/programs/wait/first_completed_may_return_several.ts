/** traps: 102 */

import { createTask, FIRST_COMPLETED, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(seconds: number): Promise<void> {
  await sleep(seconds);
}

function names(tasks: Iterable<Task<void>>): Set<string> {
  return new Set([...tasks].map((task) => task.getName()));
}

export async function main(trace: Trace): Promise<void> {
  let tasks = new Set([2, 1, 1, 3].map((n, i) => createTask(child(n), { name: `${i}: ${n}` })));
  while (tasks.size > 0) {
    const [done, pending] = await wait(tasks, { returnWhen: FIRST_COMPLETED });
    trace("done", names(done), names(pending));
    tasks = pending;
  }
}
