/** traps: 140 */

import { CancelledError, currentTask, sleep, TimeoutError, timeoutAt } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const [outer, inner] = [timeoutAt(1), timeoutAt(1)];
  try {
    await within(outer, async () => {
      try {
        await within(inner, () => sleep(10));
      } catch (error) {
        if (error instanceof CancelledError)
          trace("the inner passes it on", inner.expired(), outer.expired());
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof TimeoutError) trace("the outer converts", inner.expired(), outer.expired());
  }
  trace("requests", currentTask()?.cancelling());
}
