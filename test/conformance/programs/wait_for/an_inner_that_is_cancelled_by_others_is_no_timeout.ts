/** traps: 109, 112 */

import {
  CancelledError,
  createTask,
  currentTask,
  getRunningLoop,
  sleep,
  TimeoutError,
  waitFor,
} from "tsyncio";
import type { Trace } from "../conformance.ts";

async function inner(trace: Trace, name: string): Promise<void> {
  try {
    await sleep(5);
  } finally {
    trace("inner over", name);
  }
}

async function outcome(trace: Trace, name: string, awaitable: Promise<void>, seconds: number): Promise<void> {
  try {
    trace(name, await waitFor(awaitable, seconds));
  } catch (error) {
    if (error instanceof CancelledError) trace(name, "cancelled", error);
    if (error instanceof TimeoutError) trace(name, "timed out", error.cause instanceof CancelledError);
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const task = createTask(inner(trace, "task"));
  loop.callLater(1, () => task.cancel("by another"));
  await outcome(trace, "a cancelled task", task, 3);
  const future = loop.createFuture<void>();
  loop.callLater(1, () => future.cancel());
  await outcome(trace, "a cancelled future", future, 3);
  const late = createTask(inner(trace, "late"));
  loop.callLater(3, () => late.cancel());
  await outcome(trace, "in the turn of the deadline", late, 3);
  await outcome(trace, "a coroutine", inner(trace, "coroutine"), 1);
  trace("requests", currentTask()?.cancelling());
}
