/** traps: 26 */

import { VirtualEventLoop } from "tsyncio/testing";
import type { Trace } from "../conformance.ts";

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();

  function stopper(): void {
    trace("stop");
    loop.stop();
    loop.callSoon(trace, "added by the one that stopped");
  }

  loop.callSoon(stopper);
  loop.callSoon(trace, "same batch");
  await loop.runForever();
  trace("stopped", loop.isRunning());
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  trace("stopped again", loop.isRunning());
  loop.close();
}
