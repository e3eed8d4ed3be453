/** traps: 19 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const delays = [3, 1, 4, 1.5, 9, 2.6, 5, 3.5, 8, 9.7, 9.3, 2.3, 8.4, 6, 2.7];
  for (const delay of delays) loop.callLater(delay, trace, "timer", delay);
  // Over 24 days in milliseconds overflow a host's timer, and over 24 hours CPython's select.
  loop.callLater(30 * 24 * 3600, trace, "thirty days");
  await sleep(31 * 24 * 3600);
}
