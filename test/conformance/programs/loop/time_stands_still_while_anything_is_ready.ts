/** traps: 14 */

import { createTask, sleep } from "tsyncio";
import { type Trace, turns } from "../conformance.ts";

async function spin(trace: Trace): Promise<void> {
  for (let lap = 0; lap < 3; lap++) {
    await turns(20);
    trace("lap", lap);
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(spin(trace));
  await sleep(0.001);
  trace("a millisecond", task.done());
}
