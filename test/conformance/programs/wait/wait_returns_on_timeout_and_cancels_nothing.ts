/** traps: 101 */

import { createTask, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(seconds: number): Promise<void> {
  await sleep(seconds);
}

function names(tasks: Iterable<Task<void>>): Set<string> {
  return new Set([...tasks].map((task) => task.getName()));
}

export async function main(trace: Trace): Promise<void> {
  const tasks = [1, 2, 3].map((n) => createTask(child(n), { name: `task ${n}` }));
  for (const timeout of [0, 1.5, undefined]) {
    const [done, pending] = await wait(tasks, { timeout });
    trace("waited", timeout, names(done), names(pending));
  }
  trace(
    "all done",
    tasks.map((task) => task.cancelled()),
  );
}
