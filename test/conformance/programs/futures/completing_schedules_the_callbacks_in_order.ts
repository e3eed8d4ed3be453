/** traps: 43 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  for (const complete of ["set_result", "set_exception", "cancel"]) {
    const future = loop.createFuture<number>();
    for (const name of "abc") {
      future.addDoneCallback((fut) => trace("callback", name, fut === future, fut.done()));
    }
    if (complete === "set_result") future.setResult(1);
    else if (complete === "set_exception") future.setException(new RangeError("x"));
    else future.cancel();
    trace(complete, future.done(), future.cancelled());
    await sleep(0);
    trace("a turn later", future.cancelled() ? undefined : future.exception());
  }
}
