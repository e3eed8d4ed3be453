/** traps: 2 */

import { getRunningLoop, sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

async function leaf(n: number): Promise<number> {
  return n;
}

async function branch(n: number): Promise<number> {
  return (await leaf(n)) + (await leaf(n));
}

export async function main(trace: Trace): Promise<void> {
  getRunningLoop().callSoon(trace, "a callback waits all the while");
  const ticker = new Ticker();
  let total = 0;
  for (let n = 0; n < 1000; n++) total += await branch(n);
  trace("total", total, ticker.count);
  await sleep(0);
  trace("after one turn", ticker.stop());
}
