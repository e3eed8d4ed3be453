/** traps: 100, 207 */

import { eagerTaskFactory, gather, getRunningLoop, sleep, wait } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

async function atOnce(n: number): Promise<number> {
  return n;
}

async function later(n: number): Promise<number> {
  await sleep(n);
  return n;
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setTaskFactory(eagerTaskFactory);
  const ticker = new Ticker();
  const outer = gather(atOnce(1), atOnce(2));
  trace("done on return", outer.done(), outer.result());
  trace("awaited", await outer, ticker.stop());
  const mixed = gather(atOnce(3), later(1), atOnce(4));
  trace("one is under way", mixed.done());
  trace("awaited", await mixed);
  const [done, pending] = await wait([loop.createTask(atOnce(5)), loop.createTask(later(9))], { timeout: 1 });
  trace("wait", done.size, pending.size);
  for (const task of pending) task.cancel();
  loop.setTaskFactory(undefined);
  trace("lazy again", loop.createTask(atOnce(6)).done());
}
