/** traps: 45 */

import { type Future, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();

  function callback(future: Future<number>): void {
    trace("callback", future.result());
  }

  function other(): void {
    trace("other");
  }

  const future = loop.createFuture<number>();
  for (const each of [callback, other, callback, callback]) future.addDoneCallback(each);
  trace("removed", future.removeDoneCallback(callback));
  trace("removed", future.removeDoneCallback(callback));
  future.addDoneCallback(callback);
  future.addDoneCallback(callback);
  future.setResult(1);
  trace("too late", future.removeDoneCallback(callback));
  await sleep(0);
  trace("end");
}
