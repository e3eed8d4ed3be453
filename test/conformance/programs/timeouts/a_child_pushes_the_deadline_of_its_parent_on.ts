/** traps: 147 */

import { createTask, getRunningLoop, sleep, type Timeout, TimeoutError, timeout } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function heartbeat(scope: Timeout, beats: number): Promise<void> {
  const loop = getRunningLoop();
  for (let beat = 0; beat < beats; beat++) {
    await sleep(1);
    scope.reschedule(loop.time() + 1.5);
  }
}

export async function main(trace: Trace): Promise<void> {
  const watched = timeout(1.5);
  const beating = createTask(heartbeat(watched, 4));
  try {
    await within(watched, () => sleep(100));
  } catch (error) {
    if (error instanceof TimeoutError) trace("the heart stood still", watched.when(), beating.done());
  }
  const overdue = timeout(10);
  try {
    await within(overdue, async () => {
      overdue.reschedule(getRunningLoop().time() - 1);
      trace("overdue, and yet it runs on");
      await sleep(0);
      trace("never reached");
    });
  } catch (error) {
    if (error instanceof TimeoutError) trace("struck at the first suspension", overdue.expired());
  }
}
