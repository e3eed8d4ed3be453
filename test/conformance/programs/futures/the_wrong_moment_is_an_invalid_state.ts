/** traps: 49 */

import { CancelledError, getRunningLoop, InvalidStateError } from "tsyncio";
import type { Trace } from "../conformance.ts";

function attempt(trace: Trace, name: string, action: () => unknown): void {
  try {
    trace(name, action());
  } catch (error) {
    if (error instanceof InvalidStateError) trace(name, "invalid state");
    else trace(name, error instanceof CancelledError ? "cancelled" : error);
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const make = (name: string) => [name, loop.createFuture<number>()] as const;
  const futures = new Map(["pending", "finished", "failed", "cancelled"].map(make));
  futures.get("finished")?.setResult(1);
  futures.get("failed")?.setException(new RangeError("failed"));
  futures.get("cancelled")?.cancel();
  for (const [name, future] of futures) {
    attempt(trace, `result of a ${name} one`, () => future.result());
    attempt(trace, `exception of a ${name} one`, () => future.exception());
  }
  futures.delete("pending");
  for (const [name, future] of futures) {
    attempt(trace, `set_result on a ${name} one`, () => future.setResult(2));
    attempt(trace, `set_exception on a ${name} one`, () => future.setException(new RangeError("late")));
    trace("state", future.done(), future.cancelled(), future.cancel());
  }
}
