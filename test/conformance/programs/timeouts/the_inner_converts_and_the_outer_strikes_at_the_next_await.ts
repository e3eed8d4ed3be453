/**
 * traps: 141
 *
 * The outer deadline is moved into the past in the very iteration in which the inner one passes.
 */

import { currentTask, getRunningLoop, sleep, TimeoutError, timeout, timeoutAt } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const outer = timeout(undefined);
  const inner = timeoutAt(1);
  try {
    await within(outer, async () => {
      try {
        await within(inner, async () => {
          loop.callAt(1, () => outer.reschedule(0));
          await sleep(10);
        });
      } catch (error) {
        if (error instanceof TimeoutError) trace("the inner converts", inner.expired(), outer.expired());
      }
      await sleep(0);
      trace("never");
    });
  } catch (error) {
    if (error instanceof TimeoutError) trace("the outer strikes", inner.expired(), outer.expired());
  }
  trace("requests", currentTask()?.cancelling());
}
