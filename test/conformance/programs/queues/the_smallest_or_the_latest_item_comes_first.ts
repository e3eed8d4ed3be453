/** traps: 173 */

import { LifoQueue, PriorityQueue } from "tsyncio";
import { Random, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const random = new Random(7);
  const priority = new PriorityQueue<number | [number, string]>();
  const latest = new LifoQueue<string>(3);
  for (let i = 0; i < 40; i++) {
    await priority.put([random.below(6), `item ${i % 7}`]);
    if (random.below(3) === 0) trace("early", await priority.get());
  }
  while (!priority.empty()) trace("next", await priority.get());
  for (const n of [5, 3, 10, -1, 2.5]) priority.putNowait(n);
  trace(
    "numbers",
    [1, 2, 3, 4, 5].map(() => priority.getNowait()),
  );
  for (const item of "abc") await latest.put(item);
  trace(
    "latest",
    latest.full(),
    [1, 2, 3].map(() => latest.getNowait()),
  );
}
