/** traps: 139, 142 */

import { CancelledError, currentTask, sleep, TimeoutError, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  let scope = timeout(1);
  try {
    await within(scope, async () => {
      trace("entered", scope.when(), scope.expired());
      try {
        await sleep(10);
      } catch (error) {
        if (error instanceof CancelledError) trace("inside", error, scope.expired());
        throw error;
      }
    });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    trace("outside", kind(error), kind(error.cause), scope.expired());
  }
  trace("no request left", currentTask()?.cancelling());
  scope = timeout(1);
  await within(scope, async () => {
    await sleep(0.5);
  });
  trace("in time", scope.expired());
  await sleep(5);
  trace("nothing strikes later", scope.expired());
}
