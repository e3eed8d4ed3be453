/** traps: 16 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  await sleep(5);
  loop.callLater(-1, trace, "one second ago");
  loop.callLater(-2, trace, "two seconds ago");
  loop.callAt(0, trace, "at the beginning of time");
  loop.callLater(0, trace, "now");
  await sleep(1);
  trace("end");
}
