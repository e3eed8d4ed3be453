/** traps: 139 */

import { sleep, timeout, timeoutAt } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const scope = timeout(2);
  trace("before entry", scope.when(), scope.expired());
  await sleep(1.5);
  try {
    await within(scope, () => sleep(10));
  } catch (error) {
    trace("half a second after entry", kind(error));
  }
  const at = timeoutAt(5);
  try {
    await within(at, () => sleep(10));
  } catch (error) {
    trace("at five", kind(error), at.when());
  }
}
