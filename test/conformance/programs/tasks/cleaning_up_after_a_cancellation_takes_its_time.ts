/** traps: 72 */

import { CancelledError, createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function resource(trace: Trace, name: string, body: Promise<void>): Promise<void> {
  trace("open", name);
  try {
    await body;
  } finally {
    await sleep(0.5);
    trace("closed", name);
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(resource(trace, "outer", resource(trace, "inner", sleep(10))));
  await sleep(1);
  task.cancel("enough");
  const [done, pending] = await wait([task], { timeout: 0.75 });
  trace("half closed", done.size, pending.size, task.cancelling());
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace("over", error, task.cancelled());
  }
}
