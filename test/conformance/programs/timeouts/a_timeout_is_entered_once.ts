/** traps: 148 */

import { sleep, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const scope = timeout(5);
  await within(scope, () => sleep(1));
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await within(scope, async () => trace("never"));
    } catch (error) {
      trace("refused", kind(error));
    }
  }
}
