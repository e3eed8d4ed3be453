import { createTask, Queue, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function producer(trace: Trace, queue: Queue<string>, name: string): Promise<void> {
  for (let n = 0; n < 2; n++) {
    await queue.put(`${name}${n}`);
    trace("put", name, n, queue.qsize());
  }
}

export async function main(trace: Trace): Promise<void> {
  const queue = new Queue<string>(1);
  const producers = [..."abc"].map((name) => createTask(producer(trace, queue, name)));
  await sleep(1);
  trace("all wait", queue.qsize(), queue.full());
  producers[1]?.cancel();
  const order: string[] = [];
  while (!producers.every((task) => task.done()) || !queue.empty()) {
    order.push(await queue.get());
    if (order.length % 2 === 0) await sleep(0);
  }
  trace("order", order, producers[1]?.cancelled());
}
