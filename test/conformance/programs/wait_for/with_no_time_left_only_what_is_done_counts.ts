/** traps: 108 */

import { getRunningLoop, TimeoutError, waitFor } from "tsyncio";
import { kind, Ticker, type Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<void> {
  trace("never starts");
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const done = loop.createFuture<string>();
  const failed = loop.createFuture<string>();
  done.setResult("value");
  failed.setException(new RangeError("x"));
  for (const timeout of [0, -1]) {
    const ticker = new Ticker();
    trace("a done future", await waitFor(done, timeout), ticker.stop());
    try {
      await waitFor(failed, timeout);
    } catch (error) {
      trace("a failed future", error);
    }
    try {
      await waitFor(work(trace), timeout);
    } catch (error) {
      if (error instanceof TimeoutError) trace("a coroutine", kind(error), kind(error.cause));
    }
    const pending = loop.createFuture<string>();
    try {
      await waitFor(pending, timeout);
    } catch (error) {
      if (error instanceof TimeoutError) trace("a pending future", pending.cancelled());
    }
  }
}
