/** traps: 48 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_, context) => trace("handler", context.exception));
  const future = loop.createFuture<string>();

  function fail(): never {
    throw new RangeError("callback failed");
  }

  future.addDoneCallback(() => trace("before"));
  future.addDoneCallback(fail);
  future.addDoneCallback(() => trace("after"));
  future.setResult("value");
  trace("result", await future);
  await sleep(0);
  trace("end");
}
