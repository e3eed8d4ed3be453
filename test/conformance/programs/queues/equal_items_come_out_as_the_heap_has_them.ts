/** traps: 173 */

import { PriorityQueue } from "tsyncio";
import { Random, type Trace } from "../conformance.ts";

interface Item {
  readonly priority: number;
  readonly name: number;
}

export async function main(trace: Trace): Promise<void> {
  const random = new Random(3);
  const queue = new PriorityQueue<Item>(0, { compare: (a, b) => a.priority - b.priority });
  for (let i = 0; i < 60; i++) {
    queue.putNowait({ priority: random.below(4), name: i });
    if (random.below(4) === 0) trace("early", queue.getNowait().name);
  }
  while (!queue.empty()) {
    const item = await queue.get();
    trace("next", item.priority, item.name);
  }
}
