/** traps: 139 */

import { asyncEnter, type Timeout, timeout } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

/** Enters it from a plain callback, where there is no task. */
function enter(trace: Trace, scope: Timeout): void {
  try {
    scope[asyncEnter]();
  } catch (error) {
    trace("no task", kind(error));
  }
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  try {
    timeout(1);
  } catch (error) {
    trace("no loop", kind(error));
  }
  const loop = new VirtualEventLoop();
  loop.callSoon(() => enter(trace, timeout(1)));
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  loop.close();
}
