/** traps: 193 */

import { asyncContextManager } from "tsyncio";
import type { Trace } from "../conformance.ts";

const scope = asyncContextManager(async function* (trace: Trace) {
  trace("enters");
  yield;
  trace("leaves");
});

export async function main(trace: Trace): Promise<void> {
  const manager = scope(trace);
  trace("made");
  {
    await using _ = manager;
    trace("body");
  }
  try {
    await using _ = manager;
    trace("never");
  } catch {
    trace("refused");
  }
  try {
    await using _outer = scope(trace);
    await using _inner = scope(trace);
    trace("two of their own");
  } finally {
    trace("done");
  }
}
