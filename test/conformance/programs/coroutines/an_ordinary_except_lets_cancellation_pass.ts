/** traps: 10 */

import { CancelledError, createTask, sleep, wait } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function careless(trace: Trace): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    trace("never", kind(error));
  }
  trace("never reached");
}

async function careful(trace: Trace): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    trace("sees it", kind(error), error instanceof CancelledError);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const work of [careless, careful]) {
    const task = createTask(work(trace));
    await sleep(1);
    task.cancel();
    await wait([task]);
    trace("cancelled", task.cancelled());
  }
}
