/**
 * traps: 17
 *
 * The order of ties is tsyncio's promise, not CPython's; see OrderedTimerHandle.
 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  for (let number = 0; number < 8; number++) loop.callAt(1, trace, "tie", number);
  loop.callAt(0.5, trace, "earlier");
  loop.callLater(1, trace, "tie", 8);
  await sleep(1);
  trace("the sleep came last");
}
