/** traps: 97 */

import { CancelledError, gather, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace, name: string, cleanup: number): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) await sleep(cleanup);
    trace("cleaned up", name, error);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const outer = gather(child(trace, "a", 3), child(trace, "b", 1));
  await sleep(1);
  trace("cancel", outer.cancel("stop"), outer.done());
  try {
    await outer;
  } catch (error) {
    if (error instanceof CancelledError) trace("raised", error, outer.cancelled());
  }
  trace("nobody accepts", outer.cancel());

  const future = getRunningLoop().createFuture<number>();
  const ofDone = gather(future);
  future.setResult(1);
  trace("the only child is done", ofDone.done(), ofDone.cancel());
  trace("so it has its result", await ofDone);
}
