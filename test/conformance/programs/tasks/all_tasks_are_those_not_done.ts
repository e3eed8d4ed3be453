/** traps: 86 */

import { allTasks, createTask, currentTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

function names(): Set<string> {
  return new Set([...allTasks()].map((task) => task.getName()).filter((name) => !name.includes("-")));
}

async function work(trace: Trace, name: string, seconds: number): Promise<void> {
  trace("in", name, names());
  await sleep(seconds);
}

export async function main(trace: Trace): Promise<void> {
  currentTask()?.setName("main");
  const tasks = [..."abc"].map((name, n) => createTask(work(trace, name, n), { name }));
  trace("unstarted", names());
  await sleep(0);
  trace("started", names());
  await sleep(1.5);
  trace("b is done", names());
  tasks[2]?.cancel();
  trace("cancelling", names());
  await sleep(0);
  trace("cancelled", names());
}
