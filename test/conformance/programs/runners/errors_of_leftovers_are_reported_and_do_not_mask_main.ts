/** traps: 215 */

import { createTask, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

class ZeroDivisionError extends Error {}

async function leftover(cleanupError: Error): Promise<void> {
  try {
    await sleep(100);
  } finally {
    // biome-ignore lint/correctness/noUnsafeFinally: what it does is the point
    throw cleanupError;
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_, context) => {
    trace("reported", Object.keys(context).sort(), context.exception);
  });
  createTask(leftover(new RangeError("in the cleanup")));
  await sleep(1);
  throw new ZeroDivisionError("of main");
}
