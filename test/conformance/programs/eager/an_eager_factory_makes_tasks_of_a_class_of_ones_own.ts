/** traps: 42, 211 */

import { createEagerTaskFactory, createTask, gather, getRunningLoop, sleep, Task } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Counted<T> extends Task<T> {
  static made = 0;

  constructor(...given: ConstructorParameters<typeof Task<T>>) {
    Counted.made++;
    super(...given);
  }
}

async function work(n: number): Promise<number> {
  if (n > 0) await sleep(n);
  return n;
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setTaskFactory(createEagerTaskFactory(Counted));
  const [first, second] = [createTask(work(0)), createTask(work(1), { name: "named" })];
  trace("class", first instanceof Counted, Counted.made, second.getName());
  trace("done", first.done(), second.done());
  trace("coroutine", first.getCoro() === undefined, second.getCoro() === undefined);
  trace("results", await gather(first, second, work(0)), Counted.made);
  const lazy = createTask(work(0), { eagerStart: false });
  trace("asked to be lazy", lazy.done(), await lazy, Counted.made);
}
