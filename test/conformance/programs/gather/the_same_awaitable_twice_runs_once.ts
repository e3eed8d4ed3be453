/** traps: 92 */

import { createTask, gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace, name: string): Promise<string> {
  trace("runs", name);
  await sleep(1);
  return name;
}

export async function main(trace: Trace): Promise<void> {
  const coro = child(trace, "a");
  const task = createTask(child(trace, "b"));
  trace("result", await gather(coro, task, coro, child(trace, "c"), task));
}
