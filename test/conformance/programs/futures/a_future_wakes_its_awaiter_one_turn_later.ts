/** traps: 43, 64 */

import { getRunningLoop } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const future = loop.createFuture<string>();
  loop.callSoon((value: string) => future.setResult(value), "value");
  const ticker = new Ticker();
  trace("awaited", await future, ticker.stop());
}
