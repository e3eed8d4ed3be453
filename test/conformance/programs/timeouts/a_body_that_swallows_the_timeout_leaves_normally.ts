/** traps: 144 */

import { CancelledError, currentTask, sleep, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const scope = timeout(1);
  await within(scope, async () => {
    try {
      await sleep(10);
    } catch (error) {
      if (error instanceof CancelledError) trace("swallowed", scope.expired(), currentTask()?.cancelling());
    }
    try {
      scope.reschedule(5);
    } catch (error) {
      trace("too late to reschedule", kind(error));
    }
    await sleep(1);
  });
  trace("no error", scope.expired(), currentTask()?.cancelling());
}
