/** traps: 166 */

import { createTask, Queue, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function getter(trace: Trace, queue: Queue<number>, name: string): Promise<void> {
  trace("got", name, await queue.get());
}

export async function main(trace: Trace): Promise<void> {
  const queue = new Queue<number>();
  const tasks = [..."ab"].map((name) => createTask(getter(trace, queue, name)));
  await sleep(0);
  queue.putNowait(1);
  trace("taken first", queue.getNowait());
  await sleep(1);
  trace(
    "waiting again",
    tasks.map((task) => task.done()),
  );
  queue.putNowait(2);
  queue.putNowait(3);
  await wait(tasks);
  trace("sizes", queue.qsize(), queue.empty(), queue.full());
}
