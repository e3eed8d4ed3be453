/** traps: 216 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function stubborn(trace: Trace): Promise<string> {
  for (let i = 0; i < 2; i++) {
    try {
      await sleep(10);
      trace("slept after all");
    } catch (error) {
      if (error instanceof CancelledError) trace("swallowed");
    }
  }
  return "value";
}

export async function main(trace: Trace): Promise<string> {
  createTask(stubborn(trace));
  await sleep(1);
  return "main is done";
}
