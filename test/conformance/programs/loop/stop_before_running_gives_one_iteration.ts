/** traps: 27 */

import { VirtualEventLoop } from "tsyncio/testing";
import type { Trace } from "../conformance.ts";

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();

  function callback(depth: number): void {
    trace("callback", depth);
    loop.callSoon(callback, depth + 1);
  }

  loop.callSoon(callback, 0);
  loop.callLater(1, trace, "never: the clock stands still");
  loop.callLater(0, trace, "due already");
  loop.stop();
  await loop.runForever();
  trace("stopped", loop.time());
  loop.close();
}
