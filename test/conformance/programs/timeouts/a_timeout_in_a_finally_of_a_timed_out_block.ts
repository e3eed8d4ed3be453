/** traps: 148 */

import { currentTask, sleep, TimeoutError, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  try {
    await within(timeout(1), async () => {
      try {
        await sleep(10);
      } finally {
        try {
          await within(timeout(2), () => sleep(10));
        } catch (error) {
          if (error instanceof TimeoutError) trace("the cleanup timed out", kind(error), kind(error.cause));
        }
      }
    });
  } catch (error) {
    if (error instanceof TimeoutError) trace("the block timed out", kind(error), kind(error.cause));
  }
  trace("requests", currentTask()?.cancelling());
}
