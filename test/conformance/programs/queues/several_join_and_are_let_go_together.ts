/** traps: 170 */

import { createTask, Queue, sleep, wait } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function joiner(trace: Trace, queue: Queue<unknown>, name: string): Promise<void> {
  await queue.join();
  trace("joined", name);
}

export async function main(trace: Trace): Promise<void> {
  const queue = new Queue<unknown>();
  await joiner(trace, queue, "nothing to wait for");
  for (let n = 0; n < 3; n++) queue.putNowait(n);
  const joiners = [..."abc"].map((name) => createTask(joiner(trace, queue, name)));
  const done = () => joiners.map((task) => task.done());
  await sleep(0);
  joiners[1]?.cancel();
  for (let i = 0; i < 3; i++) {
    await sleep(1);
    trace("done", await queue.get(), done());
    queue.taskDone();
    if (queue.qsize() === 2) queue.putNowait("one more");
  }
  trace("not yet", queue.qsize(), done());
  queue.getNowait();
  queue.taskDone();
  await wait(joiners);
  try {
    queue.taskDone();
  } catch (error) {
    trace("too often", kind(error));
  }
}
