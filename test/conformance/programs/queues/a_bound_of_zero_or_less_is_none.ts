/** traps: 169 */

import { createTask, Queue, QueueEmpty, QueueFull, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  for (const maxsize of [0, -1, 1, 2, 1.3]) {
    const queue = new Queue<number>(maxsize);
    for (let item = 0; item < 3; item++) {
      try {
        queue.putNowait(item);
      } catch (error) {
        if (error instanceof QueueFull) trace("full", maxsize, item);
      }
    }
    trace("holds", queue.maxsize, queue.qsize(), queue.full(), queue.empty());
    for (let i = 0; i < 4; i++) {
      try {
        trace("got", queue.getNowait());
      } catch (error) {
        if (error instanceof QueueEmpty) trace("empty", queue.empty());
      }
    }
  }
  const queue = new Queue<number>(1);
  await queue.put(1);
  const producer = async () => {
    for (let item = 2; item < 5; item++) {
      await queue.put(item);
      trace("put", item);
    }
  };
  const task = createTask(producer());
  await sleep(1);
  for (let i = 0; i < 4; i++) trace("got", await queue.get());
  await task;
}
