/** traps: 166, 167, 171 */

import { CancelledError, createTask, Queue, QueueShutDown, wait } from "tsyncio";
import { Random, type Trace, turns } from "../conformance.ts";

async function produce(trace: Trace, random: Random, queue: Queue<string>, name: string): Promise<void> {
  for (let i = 0; i < 6; i++) {
    try {
      await turns(random.below(3));
      await queue.put(`${name}${i}`);
      trace("put", name, i, queue.qsize());
    } catch (error) {
      if (error instanceof CancelledError) {
        trace("cancelled", name);
      } else if (error instanceof QueueShutDown) {
        trace("shut down", name);
        return;
      } else throw error;
    }
  }
}

async function consume(trace: Trace, random: Random, queue: Queue<string>, name: string): Promise<void> {
  for (;;) {
    try {
      const item = await queue.get();
      trace("got", name, item, queue.qsize());
      await turns(random.below(3));
      queue.taskDone();
    } catch (error) {
      if (error instanceof CancelledError) {
        trace("cancelled", name);
      } else if (error instanceof QueueShutDown) {
        trace("shut down", name);
        return;
      } else throw error;
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  for (let seed = 1; seed <= 15; seed++) {
    const random = new Random(seed);
    const queue = new Queue<string>(random.below(4));
    const tasks = [
      ...[..."abc"].map((name) => createTask(produce(trace, random, queue, name))),
      ...[..."xyz"].map((name) => createTask(consume(trace, random, queue, name))),
    ];
    for (let i = 0; i < 30; i++) {
      await turns(random.below(3));
      tasks[random.below(6)]?.cancel();
    }
    queue.shutdown(random.below(2) === 0);
    await wait(tasks);
    trace("end", seed, queue.qsize());
  }
}
