/** traps: 58 */

import { Future, getRunningLoop } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function make(): Promise<boolean[]> {
  return [new Future().getLoop() === getRunningLoop()];
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  try {
    new Future();
  } catch (error) {
    trace("no loop", kind(error));
  }
  const loop = new VirtualEventLoop();
  const future = new Future({ loop });
  trace("a given loop", future.getLoop() === loop, future.done());
  trace("the running loop", await loop.runUntilComplete(make()));
  loop.close();
}
