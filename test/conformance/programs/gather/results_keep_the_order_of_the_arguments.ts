/** traps: 93 */

import { gather, getRunningLoop, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function child(trace: Trace, n: number): Promise<number> {
  await sleep(n);
  trace("done", n);
  return n;
}

export async function main(trace: Trace): Promise<void> {
  const done = getRunningLoop().createFuture<string>();
  done.setResult("already done");
  trace("results", await gather(child(trace, 3), done, child(trace, 1), child(trace, 2)));

  const other = new VirtualEventLoop();
  try {
    gather(done, other.createFuture());
  } catch (error) {
    trace("mixed loops", kind(error));
  }
  other.close();
}
