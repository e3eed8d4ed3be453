/** traps: 214 */

import { currentTask, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const task = currentTask();
  getRunningLoop().callLater(1, () => task?.cancel("enough"));
  try {
    await sleep(10);
  } finally {
    trace("main is cancelled");
  }
}
