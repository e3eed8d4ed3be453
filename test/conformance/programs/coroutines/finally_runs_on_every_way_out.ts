/** Return, break, continue and raise out of a try with an awaiting finally. */

import { sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

class ZeroDivisionError extends Error {}

async function returns(trace: Trace): Promise<string> {
  try {
    return "value";
  } finally {
    await sleep(1);
    trace("finally of return");
  }
}

async function loops(trace: Trace): Promise<number> {
  let n = 0;
  for (; n < 4; n++) {
    try {
      if (n === 1) continue;
      if (n === 3) break;
      trace("body", n);
    } finally {
      await sleep(1);
      trace("finally", n);
    }
  }
  return n;
}

async function raises(trace: Trace): Promise<void> {
  try {
    try {
      await sleep(1);
      throw new RangeError("first");
    } finally {
      await sleep(1);
      // biome-ignore lint/correctness/noUnsafeFinally: what it does is the point
      throw new ZeroDivisionError("second");
    }
  } catch (error) {
    trace("replaced", error);
  }
}

export async function main(trace: Trace): Promise<void> {
  trace("returned", await returns(trace));
  trace("looped", await loops(trace));
  trace("raised", await raises(trace));
}
