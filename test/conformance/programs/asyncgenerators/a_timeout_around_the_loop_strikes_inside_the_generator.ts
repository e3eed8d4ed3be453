import { sleep, TimeoutError, timeout } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* ticks(trace: Trace) {
  try {
    let tick = 0;
    for (;;) {
      yield tick;
      tick += 1;
      await sleep(tick);
    }
  } finally {
    trace("generator ends");
  }
}

export async function main(trace: Trace): Promise<void> {
  try {
    await using _ = timeout(4);
    for await (const tick of ticks(trace)) trace("tick", tick);
  } catch (error) {
    if (error instanceof TimeoutError) trace("timed out");
  }
}
