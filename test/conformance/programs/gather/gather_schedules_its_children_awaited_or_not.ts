/** traps: 90 */

import { gather, isFuture, sleep, Task } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace, name: string): Promise<string> {
  trace("starts", name);
  await sleep(1);
  return name;
}

export async function main(trace: Trace): Promise<void> {
  const outer = gather(child(trace, "a"), child(trace, "b"));
  trace("a future", isFuture(outer), outer.done(), outer instanceof Task);
  await sleep(2);
  trace("done without an await", outer.done(), outer.result());
  trace("result", await outer);
}
