/**
 * traps: 119
 *
 * Whether the inner ends in the same turn or later, and however it ends.
 */

import { getRunningLoop, shield, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_, context) => trace("reported", context.exception));
  for (const turns of [0, 1]) {
    for (const end of ["set_result", "cancel", "set_exception"]) {
      const inner = loop.createFuture<string>();
      const outer = shield(inner);
      outer.cancel();
      for (let turn = 0; turn < turns; turn++) await sleep(0);
      if (end === "set_result") inner.setResult("value");
      else if (end === "cancel") inner.cancel();
      else inner.setException(new RangeError("unseen"));
      await sleep(1);
      trace(end, outer.cancelled(), inner.cancelled() || inner.exception() || inner.result());
    }
  }
}
