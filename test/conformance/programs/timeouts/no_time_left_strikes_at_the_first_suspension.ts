/** traps: 146 */

import { sleep, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

async function nothing(): Promise<string> {
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  await sleep(3);
  for (const delay of [0, -1]) {
    let scope = timeout(delay);
    try {
      await within(scope, async () => {
        trace("entered", scope.when(), scope.expired(), await nothing());
        await sleep(0);
        trace("never");
      });
    } catch (error) {
      trace("struck at sleep(0)", kind(error), scope.expired());
    }
    scope = timeout(delay);
    await within(scope, async () => {
      await nothing();
    });
    trace("without a suspension it completes", scope.expired());
    await sleep(0);
  }
}
