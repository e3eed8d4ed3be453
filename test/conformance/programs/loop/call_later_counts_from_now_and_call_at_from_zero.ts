/** traps: 18 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  await sleep(1.5);
  const later = loop.callLater(0.25, trace, "later");
  const at = loop.callAt(2, trace, "at");
  trace("deadlines", later.when(), at.when());
  await sleep(0.5);
  trace("the clock", loop.time());
}
