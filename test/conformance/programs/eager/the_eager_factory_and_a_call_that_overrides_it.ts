/** traps: 100, 211 */

import { createTask, eagerTaskFactory, gather, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace, name: string): Promise<string> {
  trace("begins", name);
  return name;
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setTaskFactory(eagerTaskFactory);
  trace("eager", createTask(work(trace, "a"), { name: "named" }).getName());
  const lazy = createTask(work(trace, "b"), { eagerStart: false });
  trace("lazy", lazy.done(), await lazy);
  const gathered = gather(work(trace, "c"), work(trace, "d"));
  trace("gathered", gathered.done(), gathered.result());
  const waiting = createTask(sleep(1, "slept"));
  const mixed = gather(work(trace, "e"), waiting);
  trace("mixed", mixed.done(), await mixed);
  loop.setTaskFactory(undefined);
  trace("without", createTask(work(trace, "f")).done());
  await sleep(0);
}
