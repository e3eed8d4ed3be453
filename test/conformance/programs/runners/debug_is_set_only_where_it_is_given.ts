/** traps: 219 */

import { getRunningLoop, run } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import type { Trace } from "../conformance.ts";

async function debug(): Promise<boolean> {
  return getRunningLoop().getDebug();
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  for (const given of [true, false, undefined]) {
    trace("debug", given, await run(debug(), { debug: given, loopFactory: () => new VirtualEventLoop() }));
  }
}
