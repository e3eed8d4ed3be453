/** traps: 102 */

import { FIRST_COMPLETED, getRunningLoop, wait } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<number>();
  future.setResult(1);
  let ticker = new Ticker();
  let [done, pending] = await wait([future]);
  trace("done", done.size, pending.size, ticker.stop());
  ticker = new Ticker();
  [done, pending] = await wait([future], { timeout: 0, returnWhen: FIRST_COMPLETED });
  trace("with a timeout of zero", done.size, pending.size, ticker.stop());
}
