/** traps: 75, 97 */

import { allTasks, CancelledError, createTask, gather, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace, name: string): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("child cancelled", name, error);
    throw error;
  }
}

async function parent(trace: Trace): Promise<void> {
  try {
    await gather(child(trace, "a"), child(trace, "b"));
  } catch (error) {
    if (error instanceof CancelledError) trace("parent cancelled", error);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(parent(trace));
  await sleep(1);
  task.cancel("top");
  await wait([task]);
  trace("task", task.cancelled(), allTasks().size);
}
