/** traps: 117 */

import { asCompleted, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(delay: number): Promise<number> {
  await sleep(delay);
  return delay;
}

export async function main(trace: Trace): Promise<void> {
  const first = createTask(work(1));
  const coro = work(2);
  const coming = asCompleted([first, coro, first, coro, work(3)]);
  for (const one of coming) {
    trace("got", await one);
    break;
  }
  for (const one of coming) trace("then", await one);
  for (const wrong of [first, 1, [1]]) {
    try {
      [...asCompleted(wrong as never)];
    } catch (error) {
      if (error instanceof TypeError) trace("refused");
    }
  }
}
