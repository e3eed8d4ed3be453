/** traps: 116 */

import { asCompleted, sleep, TimeoutError } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(delay: number): Promise<number> {
  await sleep(delay);
  if (delay === 3) throw new RangeError("three");
  return delay;
}

export async function main(trace: Trace): Promise<void> {
  try {
    for await (const result of asCompleted([work(3), work(2), work(1), work(4)])) trace("got", result);
  } catch (error) {
    if (error instanceof RangeError) trace("out of the loop", error);
  }
  try {
    for await (const result of asCompleted([work(9), work(1)], { timeout: 2 })) trace("got", result);
  } catch (error) {
    if (error instanceof TimeoutError) trace("timeout out of the loop");
  }
}
