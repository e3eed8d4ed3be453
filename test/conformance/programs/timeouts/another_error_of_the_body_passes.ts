/** traps: 145 */

import { CancelledError, currentTask, sleep, timeout } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  let scope = timeout(1);
  try {
    await within(scope, async () => {
      await sleep(0.5);
      throw new RangeError("in time");
    });
  } catch (error) {
    trace("passed", error, scope.expired());
  }
  scope = timeout(1);
  try {
    await within(scope, async () => {
      try {
        await sleep(10);
      } catch (error) {
        if (error instanceof CancelledError) throw new RangeError("when it expired");
      }
    });
  } catch (error) {
    trace("passed", error, scope.expired(), currentTask()?.cancelling());
  }
}
