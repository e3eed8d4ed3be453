/** traps: 114 */

import { asCompleted, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace, delay: number, name: string): Promise<string> {
  await sleep(delay);
  trace("done", name);
  return name;
}

const delays = { c: 3, a: 1, b: 2 };

export async function main(trace: Trace): Promise<void> {
  let works = Object.entries({ ...delays, z: 0 }).map(([name, delay]) => work(trace, delay, name));
  for (const coming of asCompleted(works)) trace("got", await coming);
  works = Object.entries(delays).map(([name, delay]) => work(trace, delay, name));
  const coming = [...asCompleted(works)];
  for (const one of coming.reverse()) trace("awaited in reverse", await one);
  trace("none at all", [...asCompleted([])]);
}
