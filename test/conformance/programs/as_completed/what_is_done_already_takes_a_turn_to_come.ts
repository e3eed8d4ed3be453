/** traps: 114 */

import { asCompleted, getRunningLoop } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const futures = [0, 1, 2].map(() => loop.createFuture<number>());
  for (const [i, future] of futures.entries()) future.setResult(i);
  const ticker = new Ticker();
  let count = 0;
  for (const coming of asCompleted(futures)) {
    await coming;
    count++;
    trace("turns", count, ticker.count);
  }
  ticker.stop();
}
