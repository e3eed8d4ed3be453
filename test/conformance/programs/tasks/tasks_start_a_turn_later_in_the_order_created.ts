/** traps: 62 */

import { createTask, getRunningLoop, sleep, type Task } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace, name: string): Promise<string> {
  trace("starts", name);
  await sleep(0);
  trace("ends", name);
  return name;
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const tasks: Task<string>[] = [];
  for (const name of "abc") {
    tasks.push(createTask(work(trace, name)));
    loop.callSoon(trace, "callback after", name);
  }
  trace(
    "none started",
    tasks.map((task) => task.done()),
  );
  await sleep(0);
  trace("all started");
  const results: string[] = [];
  for (const task of tasks) results.push(await task);
  trace("results", results);
}
