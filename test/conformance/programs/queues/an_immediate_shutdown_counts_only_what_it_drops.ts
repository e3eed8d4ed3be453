/** traps: 172 */

import { createTask, Queue, QueueShutDown, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  for (const taken of [0, 1, 3]) {
    const queue = new Queue<number>();
    for (let item = 0; item < 3; item++) queue.putNowait(item);
    for (let i = 0; i < taken; i++) await queue.get();
    const joiner = createTask(queue.join());
    await sleep(0);
    queue.shutdown(true);
    await sleep(1);
    trace("after", taken, queue.qsize(), joiner.done());
    for (let i = 0; i < taken; i++) queue.taskDone();
    await joiner;
    try {
      queue.taskDone();
    } catch (error) {
      if (error instanceof RangeError) trace("refused");
    }
    try {
      await queue.get();
    } catch (error) {
      if (error instanceof QueueShutDown) trace("shut down");
    }
  }
}
