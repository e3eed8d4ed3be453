/** traps: 20 */

import { getRunningLoop, sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  for (let exponent = 2; exponent < 11; exponent += 2) {
    const ran: number[] = [];
    loop.callLater(10 ** -exponent, (value: number) => ran.push(value), exponent);
    const before = loop.time();
    await sleep(10 ** -exponent);
    trace("slept", exponent, ran, loop.time() > before);
  }
  const ticker = new Ticker();
  await sleep(0);
  trace("iterations of sleep(0)", ticker.stop());
}
