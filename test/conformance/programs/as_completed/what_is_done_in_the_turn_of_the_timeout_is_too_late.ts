/** traps: 116 */

import { asCompleted, createTask, type Future, getRunningLoop, sleep, TimeoutError } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function take(trace: Trace, coming: Promise<string>, future: Future<string>): Promise<void> {
  try {
    trace("got", await coming);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    trace("too late", future.done());
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const future = loop.createFuture<string>();
  const other = createTask(sleep(2, "other"));
  loop.callLater(1, () => future.setResult("at the last moment"));
  const coming = [...asCompleted([future, other], { timeout: 1 })];
  trace("how many", coming.length);
  await take(trace, coming[0] as Promise<string>, future);
  trace("the result", future.result());
  await sleep(3);
  await take(trace, coming[1] as Promise<string>, future);
  trace("ran on", other.result());
}
