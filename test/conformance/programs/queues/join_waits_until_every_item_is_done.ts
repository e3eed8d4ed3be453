/** traps: 170 */

import { createTask, Queue, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function worker(trace: Trace, queue: Queue<number>): Promise<void> {
  for (;;) {
    const item = await queue.get();
    await sleep(item);
    trace("done", item);
    queue.taskDone();
  }
}

export async function main(trace: Trace): Promise<void> {
  const queue = new Queue<number>();
  await queue.join();
  trace("nothing to wait for");
  try {
    queue.taskDone();
  } catch (error) {
    if (error instanceof RangeError) trace("refused");
  }
  for (const item of [3, 1, 2, 1]) queue.putNowait(item);
  const workers = [createTask(worker(trace, queue)), createTask(worker(trace, queue))];
  await queue.join();
  trace("joined");
  queue.putNowait(1);
  await queue.join();
  trace("joined again", queue.qsize());
  for (const task of workers) task.cancel();
  await wait(workers);
}
