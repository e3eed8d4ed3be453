/** traps: 114 */

import { asCompleted, createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(delay: number): Promise<number> {
  await sleep(delay);
  return delay;
}

async function take(trace: Trace, name: string, coming: Promise<number>): Promise<void> {
  trace("got", name, await coming);
}

export async function main(trace: Trace): Promise<void> {
  const coming = [...asCompleted([work(3), work(1), work(2)])];
  const takers = coming.map((one, i) => createTask(take(trace, "abc".charAt(i), one)));
  await sleep(0);
  takers[0]?.cancel();
  await wait(takers);
}
