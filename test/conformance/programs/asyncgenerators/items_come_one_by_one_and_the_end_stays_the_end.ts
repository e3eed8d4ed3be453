/** traps: 187 */

import { sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* count(trace: Trace, n: number) {
  for (let i = 0; i < n; i++) {
    await sleep(1);
    trace("gives", i);
    yield i;
  }
  trace("ends");
}

export async function main(trace: Trace): Promise<void> {
  const numbers = count(trace, 3);
  for await (const number of numbers) trace("got", number);
  for (let i = 0; i < 2; i++) {
    const { done, value } = await numbers.next();
    trace("then", done ? "nothing" : value);
  }
}
