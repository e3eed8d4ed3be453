/** traps: 169 */

import { LifoQueue, PriorityQueue, Queue } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

function refused(trace: Trace, name: string, action: () => unknown): void {
  try {
    action();
    trace("taken", name);
  } catch (error) {
    trace(name, kind(error));
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const queue of [new Queue<number>(2), new LifoQueue<number>(2), new PriorityQueue<number>(2)]) {
    trace("new", queue.maxsize, queue.qsize(), queue.empty(), queue.full());
    refused(trace, "get from an empty one", () => queue.getNowait());
    for (const n of [2, 1, 3]) refused(trace, "put", () => queue.putNowait(n));
    trace("full", queue.qsize(), queue.empty(), queue.full(), queue.getNowait());
    refused(trace, "room again", () => queue.putNowait(4));
  }
  const half = new Queue<number>(1.5);
  for (let n = 0; n < 3; n++) refused(trace, "a bound of one and a half", () => half.putNowait(n));
  trace("holds", half.qsize(), half.full());
}
