/** traps: 29 */

import { getRunningLoop, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const other = new VirtualEventLoop();
  other.callSoon(trace, "never");
  for (const each of [loop, other]) {
    try {
      await each.runForever();
    } catch (error) {
      trace("run_forever refused", kind(error), each.isRunning());
    }
    try {
      await each.runUntilComplete(each.createFuture());
    } catch (error) {
      trace("run_until_complete refused", kind(error));
    }
  }
  await sleep(1);
  trace("the running loop is fine");
  other.close();
}
