/** traps: 62, 64 */

import { gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function counter(trace: Trace, name: string, n: number): Promise<number> {
  for (let i = 0; i < n; i++) {
    trace(name, i);
    await sleep(0);
  }
  return n;
}

export async function main(trace: Trace): Promise<void> {
  const results = await gather(counter(trace, "a", 3), counter(trace, "b", 1), counter(trace, "c", 4));
  trace("results", results);
}
