/**
 * traps: 15
 *
 * A timer that is due at once, registered before a callSoon in the same callback, runs after it.
 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();

  function callback(): void {
    loop.callLater(0, trace, "call_later(0)");
    loop.callAt(loop.time(), trace, "call_at(now)");
    loop.callSoon(trace, "call_soon");
  }

  loop.callSoon(callback);
  await sleep(0);
  await sleep(0);
  trace("two turns later");
  await sleep(1);
}
