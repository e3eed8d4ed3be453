/** traps: 210 */

import { CancelledError, createTask, currentTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace, suspend: boolean): Promise<string> {
  try {
    if (suspend) await sleep(1);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled inside");
    throw error;
  }
  return "done";
}

async function cancelsItself(trace: Trace): Promise<void> {
  currentTask()?.cancel();
  trace("asked");
  await sleep(1);
}

export async function main(trace: Trace): Promise<void> {
  for (const suspend of [false, true]) {
    const task = createTask(work(trace, suspend), { eagerStart: true });
    trace("cancel", task.cancel(), task.cancelling());
    await wait([task]);
    trace("ended", task.cancelled());
  }
  const task = createTask(cancelsItself(trace), { eagerStart: true });
  trace("made", task.done());
  await wait([task]);
  trace("ended", task.cancelled());
}
