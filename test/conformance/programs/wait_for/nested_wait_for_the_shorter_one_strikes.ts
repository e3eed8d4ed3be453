/** traps: 140 */

import { currentTask, sleep, TimeoutError, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  for (const [inner, outer] of [
    [1, 3],
    [3, 1],
    [2, 2],
  ] as const) {
    try {
      await waitFor(waitFor(sleep(9), inner), outer);
    } catch (error) {
      if (error instanceof TimeoutError) trace("timeout", inner, outer, currentTask()?.cancelling());
    }
  }
}
