/** traps: 46 */

import { type Future, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<void>();

  function last(): void {
    trace("last");
  }

  function first(fut: Future<void>): void {
    trace("first", fut.removeDoneCallback(last));
    fut.addDoneCallback(added);
  }

  function added(): void {
    trace("added while the callbacks run");
  }

  future.addDoneCallback(first);
  future.addDoneCallback(last);
  future.setResult(undefined);
  for (let turn = 0; turn < 3; turn++) {
    await sleep(0);
    trace("turn", turn);
  }
}
