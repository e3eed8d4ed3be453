/** traps: 147 */

import { getRunningLoop, sleep, TimeoutError, timeout, timeoutAt } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  await sleep(1);
  for (const scope of [timeout(2), timeoutAt(3), timeout(undefined), timeoutAt(undefined)]) {
    trace("made", scope.when(), scope.expired());
  }
  const calm = timeoutAt(loop.time() + 1);
  await within(calm, async () => {
    trace("entered", calm.when(), calm.expired());
    await sleep(0.5);
  });
  trace("in time", calm.when(), calm.expired());
  const strict = timeoutAt(loop.time() + 1);
  try {
    await within(strict, () => sleep(5));
  } catch (error) {
    if (error instanceof TimeoutError) trace("struck", strict.when(), strict.expired());
  }
  const open = timeout(undefined);
  await within(open, async () => {
    await sleep(1000);
    open.reschedule(loop.time() + 5);
    trace("now there is one", open.when());
    await sleep(1);
  });
  trace("never struck", open.expired());
}
