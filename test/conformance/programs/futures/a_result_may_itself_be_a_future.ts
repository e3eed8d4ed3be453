/**
 * traps: 3
 *
 * Its value is handed over as it is, and awaited by who wants to.
 */

import { type Future, getRunningLoop } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const [inner, outer] = [loop.createFuture<string>(), loop.createFuture<[Future<string>]>()];
  outer.setResult([inner]);
  loop.callLater(1, () => inner.setResult("inner value"));
  const [given] = await outer;
  trace("given", given === inner, given.done());
  trace("awaited", await given);
  const nested = loop.createFuture<Future<string>>();
  nested.setResult(inner);
  trace("the result is the future", nested.result() === inner);
}
