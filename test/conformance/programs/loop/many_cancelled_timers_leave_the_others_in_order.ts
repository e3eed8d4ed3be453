/** traps: 21 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const timers = Array.from({ length: 211 }, (_, i) =>
    loop.callLater((i * 37) % 211, trace, "timer", (i * 37) % 211),
  );
  for (const [i, timer] of timers.entries()) {
    if (i % 10 !== 0) timer.cancel();
  }
  await sleep(300);
  trace("cancelled", timers.filter((timer) => timer.cancelled()).length);
}
