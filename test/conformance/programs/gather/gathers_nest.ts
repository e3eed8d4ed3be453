/** traps: 93, 97 */

import { CancelledError, gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace, name: string, seconds: number): Promise<string> {
  try {
    return await sleep(seconds, name);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  function nested() {
    const inner = gather(child(trace, "b", 1), child(trace, "c", 3));
    return gather(child(trace, "a", 2), inner);
  }

  trace("results", await nested());
  const outer = nested();
  await sleep(1.5);
  outer.cancel();
  try {
    await outer;
  } catch (error) {
    if (error instanceof CancelledError) trace("all cancelled");
  }
}
