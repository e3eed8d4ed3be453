/** traps: 24 */

import { getRunningLoop } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const none = undefined as unknown as number;
  for (const schedule of [loop.callLater.bind(loop), loop.callAt.bind(loop)]) {
    try {
      schedule(none, trace, "never");
    } catch (error) {
      trace("refused", kind(error));
    }
  }
}
