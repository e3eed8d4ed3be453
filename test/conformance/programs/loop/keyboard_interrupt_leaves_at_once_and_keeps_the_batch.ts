/** traps: 32 */

import { KeyboardInterrupt, SystemExit } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

function raise(error: Error): never {
  throw error;
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();
  loop.setExceptionHandler(() => trace("never handled"));
  for (const error of [new KeyboardInterrupt("ctrl-c"), new SystemExit("bye")]) {
    loop.callSoon(trace, "before");
    loop.callSoon(raise, error);
    loop.callSoon(trace, "after: in the next run");
    try {
      await loop.runForever();
    } catch (caught) {
      trace("left", kind(caught), caught === error, loop.isRunning());
    }
    loop.callSoon(() => loop.stop());
    await loop.runForever();
    trace("next run over");
  }
  loop.close();
}
