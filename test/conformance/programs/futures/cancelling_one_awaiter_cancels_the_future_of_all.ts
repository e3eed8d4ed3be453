/** traps: 66 */

import { CancelledError, createTask, type Future, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function waiter(trace: Trace, name: string, future: Future<string>): Promise<void> {
  try {
    trace(name, await future);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name, error);
  }
}

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<string>();
  const tasks = [..."abc"].map((name) => createTask(waiter(trace, name, future)));
  await sleep(1);
  tasks[1]?.cancel("only b");
  trace(
    "the future",
    future.cancelled(),
    tasks.map((task) => task.cancelling()),
  );
  await wait(tasks);
  trace(
    "tasks",
    tasks.map((task) => task.cancelled()),
  );
}
