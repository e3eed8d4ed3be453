/** traps: 207 */

import { createTask, sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

async function work(trace: Trace, name: string, suspend: boolean): Promise<string> {
  trace("begins", name);
  if (suspend) {
    await sleep(0);
    trace("goes on", name);
  }
  return name;
}

async function fail(): Promise<void> {
  throw new RangeError("at once");
}

export async function main(trace: Trace): Promise<void> {
  const ticker = new Ticker();
  for (const suspend of [false, true]) {
    const task = createTask(work(trace, "a", suspend), { eagerStart: true });
    trace("made", task.done(), task.getCoro() === undefined, ticker.count);
    trace("result", await task, ticker.count, task.getCoro() === undefined);
  }
  const lazy = createTask(work(trace, "lazy", false));
  trace("lazy", lazy.done(), await lazy, ticker.count);
  const failed = createTask(fail(), { eagerStart: true });
  trace("failed", failed.done(), failed.exception());
  ticker.stop();
}
