/** traps: 64 */

import { createTask, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace): Promise<string> {
  await sleep(1);
  getRunningLoop().callSoon(trace, "scheduled by the child, just before its end");
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(child(trace));
  task.addDoneCallback((t) => trace("callback added first", t === task, t.result()));
  const waiter = createTask(wait([task]));
  await sleep(0);
  task.addDoneCallback((t) => trace("callback added last", t.done()));
  trace("main", await task);
  getRunningLoop().callSoon(trace, "scheduled by main");
  await waiter;
  trace("wait is over");
}
