/** traps: 176 */

import { sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* average(trace: Trace): AsyncGenerator<number, void, number> {
  let total = 0;
  let count = 0;
  for (;;) {
    const value = yield total / Math.max(count, 1);
    trace("was sent", value);
    await sleep(value);
    total += value;
    count += 1;
  }
}

export async function main(trace: Trace): Promise<void> {
  const averages = average(trace);
  trace("average", (await averages.next(0)).value);
  for (const value of [2, 4, 9]) trace("average", (await averages.next(value)).value);
  await averages.return();
}
