/** traps: 102 */

import { createTask, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(seconds: number): Promise<void> {
  await sleep(seconds);
}

function names(tasks: Iterable<Task<void>>): Set<string> {
  return new Set([...tasks].map((task) => task.getName()));
}

export async function main(trace: Trace): Promise<void> {
  const early = [0, 1].map((i) => createTask(child(1), { name: `early ${i}` }));
  await sleep(0);
  let [done, pending] = await wait(early, { timeout: 1 });
  trace("registered before the timeout", names(done), names(pending));
  const late = [0, 1].map((i) => createTask(child(1), { name: `late ${i}` }));
  [done, pending] = await wait(late, { timeout: 1 });
  trace("registered after the timeout", names(done), names(pending));
  await sleep(1);
}
