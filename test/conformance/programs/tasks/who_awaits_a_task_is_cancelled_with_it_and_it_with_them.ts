/** traps: 56, 75 */

import { CancelledError, createTask, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function inner(trace: Trace): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("inner", error);
    throw error;
  }
}

async function outer(trace: Trace, name: string, task: Task<void>): Promise<void> {
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace(name, error);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(inner(trace));
  const outers = [..."abc"].map((name) => createTask(outer(trace, name, task)));
  await sleep(1);
  outers[1]?.cancel("from b");
  await wait([task, ...outers]);
  trace(
    "cancelled",
    task.cancelled(),
    outers.map((each) => each.cancelled()),
  );
  trace(
    "requests",
    task.cancelling(),
    outers.map((each) => each.cancelling()),
  );
}
