/** Nothing is ready, no timer is set, and main still waits: the run ends with an error instead of hanging. */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  try {
    await sleep(1);
    trace("now wait for nobody");
    await loop.createFuture();
  } finally {
    trace("cleaned up");
  }
}
