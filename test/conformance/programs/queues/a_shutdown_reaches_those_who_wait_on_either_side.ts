/** traps: 171, 172 */

import { createTask, LifoQueue, PriorityQueue, Queue, QueueShutDown, sleep, wait } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function attempt(trace: Trace, name: string, awaitable: PromiseLike<unknown>): Promise<void> {
  try {
    trace(name, await awaitable);
  } catch (error) {
    if (error instanceof QueueShutDown) trace(name, kind(error));
  }
}

async function shutDown(
  trace: Trace,
  empty: Queue<number>,
  full: Queue<number>,
  immediate: boolean,
): Promise<void> {
  full.putNowait(1);
  const tasks = [
    createTask(attempt(trace, "get a", empty.get())),
    createTask(attempt(trace, "get b", empty.get())),
    createTask(attempt(trace, "put a", full.put(2))),
    createTask(attempt(trace, "put b", full.put(3))),
    createTask(attempt(trace, "join", full.join())),
  ];
  await sleep(1);
  empty.shutdown(immediate);
  full.shutdown(immediate);
  full.shutdown(immediate);
  await sleep(1);
  trace(
    "shut down",
    immediate,
    tasks.map((task) => task.done()),
    full.qsize(),
  );
  await attempt(trace, "get the rest", full.get());
  if (!immediate) full.taskDone();
  await attempt(trace, "get more", full.get());
  await attempt(trace, "put more", full.put(4));
  await wait(tasks);
}

export async function main(trace: Trace): Promise<void> {
  for (const QueueClass of [Queue<number>, LifoQueue<number>, PriorityQueue<number>]) {
    for (const immediate of [false, true]) {
      await shutDown(trace, new QueueClass(1), new QueueClass(1), immediate);
    }
  }
}
