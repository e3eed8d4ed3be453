/** traps: 191 */

import { asyncContextManager, RuntimeError, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

const yielding = asyncContextManager(async function* (trace: Trace, times: number, again = false) {
  try {
    for (let time = 0; time < times; time++) {
      try {
        yield { time };
      } catch (error) {
        if (!again) throw error;
      }
    }
  } finally {
    await sleep(1);
    trace("closed");
  }
});

export async function main(trace: Trace): Promise<void> {
  for (let times = 0; times < 4; times++) {
    try {
      {
        await using bound = yielding(trace, times);
        trace("body", times, bound.time);
      }
      trace("fine");
    } catch (error) {
      if (error instanceof RuntimeError) trace("refused", times);
    }
  }
  for (const again of [true, false]) {
    try {
      await using _ = yielding(trace, 2, again);
      throw new RangeError("of the body");
    } catch (error) {
      trace("raised", kind(error));
    }
  }
}
