/** traps: 2, 63 */

import { sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

async function nested(trace: Trace, depth: number): Promise<number> {
  if (depth === 0) {
    await sleep(0);
    return 0;
  }
  try {
    return (await nested(trace, depth - 1)) + 1;
  } finally {
    if (depth % 25 === 0) trace("unwinds", depth);
  }
}

export async function main(trace: Trace): Promise<void> {
  const ticker = new Ticker();
  trace("depth", await nested(trace, 100), ticker.stop());
}
