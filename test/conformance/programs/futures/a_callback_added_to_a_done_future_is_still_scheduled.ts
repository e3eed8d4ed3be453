/** traps: 44 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<string>();
  future.setResult("value");
  future.addDoneCallback((fut) => trace("callback", fut.result()));
  trace("not yet");
  await sleep(0);
  trace("now");
}
