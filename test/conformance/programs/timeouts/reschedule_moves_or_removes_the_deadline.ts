/** traps: 147 */

import { getRunningLoop, sleep, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const scope = timeout(undefined);
  await within(scope, async () => {
    await sleep(100);
    trace("no deadline", scope.when());
    scope.reschedule(102);
    trace("a deadline", scope.when());
    await sleep(1);
    scope.reschedule(undefined);
    await sleep(10);
  });
  trace("left", scope.expired(), scope.when());
  const other = timeout(1);
  try {
    await within(other, async () => {
      other.reschedule(getRunningLoop().time() + 3);
      await sleep(2);
      trace("later than first said");
      other.reschedule(0);
      trace("into the past", other.expired());
      await sleep(2);
    });
  } catch (error) {
    trace("raised", kind(error), other.when());
  }
}
