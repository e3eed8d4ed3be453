/** traps: 82 */

import { VirtualEventLoop } from "tsyncio/testing";
import { kind, Ticker, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const other = new VirtualEventLoop();
  const future = other.createFuture<string>();
  const ticker = new Ticker();
  try {
    await future;
  } catch (error) {
    trace("refused", kind(error), ticker.stop());
  }
  const done = other.createFuture<string>();
  done.setResult("a done one is fine");
  trace("done", await done);
  other.close();
}
