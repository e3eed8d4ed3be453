/** traps: 51 */

import { CancelledError, getRunningLoop } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const done = loop.createFuture<number>();
  const failed = loop.createFuture<number>();
  const cancelled = loop.createFuture<number>();
  const pending = loop.createFuture<number>();
  done.setResult(1);
  failed.setException(new RangeError("x"));
  trace("pending", pending.cancel(), pending.cancel(), pending.cancelled());
  trace("done", done.cancel(), done.cancelled(), done.result());
  trace("failed", failed.cancel("message"), failed.cancelled(), failed.exception());
  cancelled.cancel("first");
  trace("cancelled", cancelled.cancel("second"));
  try {
    cancelled.result();
  } catch (error) {
    if (error instanceof CancelledError) trace("the first message stays", error);
  }
}
