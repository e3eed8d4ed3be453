/** traps: 65 */

import { createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(): Promise<void> {
  await sleep(10);
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work());
  await sleep(0);
  trace("at first", task.cancelling());
  for (let i = 0; i < 3; i++) {
    trace("cancel", task.cancel(), task.cancelling(), task.cancelled(), task.done());
  }
  await wait([task]);
  trace("done", task.cancel(), task.cancelling(), task.cancelled());
  const finished = createTask(sleep(0));
  await finished;
  trace("finished", finished.cancel(), finished.cancelling(), finished.cancelled());
}
