/** traps: 30 */

import { sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function answer(): Promise<number> {
  await sleep(0.5);
  return 42;
}

async function fail(): Promise<void> {
  throw new RangeError("no answer");
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();
  const other = new VirtualEventLoop();
  trace("a coroutine", await loop.runUntilComplete(answer()), loop.time());
  const future = loop.createFuture<string>();
  future.setResult("done");
  trace("a done future", await loop.runUntilComplete(future));
  try {
    await loop.runUntilComplete(fail());
  } catch (error) {
    trace("its error", error);
  }
  try {
    await loop.runUntilComplete(other.createFuture());
  } catch (error) {
    trace("a future of another loop", kind(error));
  }
  loop.close();
  other.close();
}
