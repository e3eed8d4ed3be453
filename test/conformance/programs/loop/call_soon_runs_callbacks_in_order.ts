/** traps: 13 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  for (const name of "abc") loop.callSoon(trace, name);
  loop.callSoon(trace, "with arguments", 1, [2, 3]);
  trace("nothing ran yet");
  await sleep(0);
  trace("all ran once");
  await sleep(0);
  trace("and only once");
}
