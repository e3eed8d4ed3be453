/** traps: 88 */

import { sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  for (const delay of [0, -1, -0.5]) {
    const ticker = new Ticker();
    trace("slept", delay, await sleep(delay, "result"), ticker.stop());
  }
  const ticker = new Ticker();
  trace("without a result", await sleep(0), ticker.stop());
  trace("time stood still");
  trace("a real one", await sleep(0.25, [1, 2]));
}
