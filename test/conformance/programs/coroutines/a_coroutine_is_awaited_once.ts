/** traps: 5 */

import { createTask, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<string> {
  trace("runs");
  await sleep(1);
  return "value";
}

async function fail(): Promise<void> {
  throw new RangeError("x");
}

export async function main(trace: Trace): Promise<void> {
  const coro = work(trace);
  trace("first", await coro);
  try {
    await coro;
  } catch (error) {
    trace("second", kind(error));
  }
  const failing = fail();
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await failing;
    } catch (error) {
      trace("failing", attempt, kind(error));
    }
  }
  const task = createTask(coro);
  try {
    await task;
  } catch (error) {
    trace("as a task", kind(error));
  }
}
