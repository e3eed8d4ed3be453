/** traps: 174 */

import { createTask, RuntimeError, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* slow() {
  await sleep(2);
  yield 1;
  yield 2;
}

export async function main(trace: Trace): Promise<void> {
  const generator = slow();
  const first = async () => {
    trace("first got", (await generator.next()).value);
  };
  const task = createTask(first());
  await sleep(1);
  for (const request of [generator.next(), generator.throw(new RangeError()), generator.return()]) {
    try {
      await request;
    } catch (error) {
      if (error instanceof RuntimeError) trace("refused");
    }
  }
  await task;
  trace("then", (await generator.next()).value);
}
