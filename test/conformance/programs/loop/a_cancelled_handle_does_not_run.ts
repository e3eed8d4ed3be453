/**
 * traps: 22, 23
 *
 * Also when it is in the very batch that is running.
 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();

  function first(): void {
    trace("first cancels second");
    second.cancel();
  }

  loop.callSoon(first);
  const second = loop.callSoon(trace, "second");
  const third = loop.callSoon(trace, "third");
  await sleep(0);
  trace("cancelled", second.cancelled(), third.cancelled());
  third.cancel();
  trace("cancelled after it ran", third.cancelled());

  const timer = loop.callLater(1, trace, "timer");
  timer.cancel();
  timer.cancel();
  trace("timer", timer.cancelled(), timer.when());
  await sleep(2);
}
