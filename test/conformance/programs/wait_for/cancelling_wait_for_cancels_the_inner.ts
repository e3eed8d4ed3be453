/**
 * traps: 112
 *
 * If the inner finished in the same turn, cancellation still wins.
 */

import { CancelledError, createTask, getRunningLoop, sleep, wait, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function inner(trace: Trace): Promise<string> {
  try {
    return await sleep(10, "never");
  } catch (error) {
    if (error instanceof CancelledError) trace("inner cancelled", error);
    throw error;
  }
}

async function outer(trace: Trace, aw: Promise<string>): Promise<void> {
  try {
    trace("never", await waitFor(aw, 20));
  } catch (error) {
    if (error instanceof CancelledError) trace("outer cancelled", error);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  let task = createTask(outer(trace, inner(trace)));
  await sleep(1);
  task.cancel("top");
  await wait([task]);
  trace("task", task.cancelled());

  const future = getRunningLoop().createFuture<string>();
  task = createTask(outer(trace, future));
  await sleep(1);
  future.setResult("lost");
  task.cancel("same turn");
  await wait([task]);
  trace("task", task.cancelled(), future.result());
}
