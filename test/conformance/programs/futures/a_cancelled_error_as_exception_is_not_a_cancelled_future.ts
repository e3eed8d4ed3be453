/** traps: 54 */

import { CancelledError, createTask, type Future, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function waiter(future: Future<void>): Promise<void> {
  await future;
}

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<void>();
  const task = createTask(waiter(future));
  await sleep(0);
  future.setException(new CancelledError("odd"));
  trace("future", future.done(), future.cancelled(), future.exception());
  await wait([task]);
  trace("task", task.done(), task.cancelled(), task.cancelling());
}
