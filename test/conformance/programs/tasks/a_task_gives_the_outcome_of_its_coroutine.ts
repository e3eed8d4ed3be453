/** traps: 49, 64 */

import { createTask, sleep, wait } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function succeed(): Promise<number[]> {
  await sleep(1);
  return [1, 2];
}

async function fail(): Promise<void> {
  await sleep(1);
  throw new RangeError("failed");
}

export async function main(trace: Trace): Promise<void> {
  const good = createTask(succeed());
  const bad = createTask(fail());
  for (const read of [() => good.result(), () => good.exception()]) {
    try {
      read();
    } catch (error) {
      trace("too early", kind(error));
    }
  }
  await wait([good, bad]);
  trace("good", good.done(), good.cancelled(), good.result(), good.exception());
  trace("bad", bad.done(), bad.cancelled(), bad.exception());
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await bad;
    } catch (error) {
      trace("the same error each time", attempt, error === bad.exception());
    }
  }
}
