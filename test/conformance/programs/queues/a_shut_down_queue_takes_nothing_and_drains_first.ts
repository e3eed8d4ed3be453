/** traps: 171 */

import { createTask, Queue, QueueShutDown, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function attempt(trace: Trace, name: string | number, call: Promise<unknown>): Promise<void> {
  try {
    trace(name as string, await call);
  } catch (error) {
    if (error instanceof QueueShutDown) trace("shut down", name);
  }
}

export async function main(trace: Trace): Promise<void> {
  const queue = new Queue<string>(2);
  queue.putNowait("a");
  queue.putNowait("b");
  const blocked = [..."cd"].map((item) => createTask(attempt(trace, "put", queue.put(item))));
  const joiner = createTask(attempt(trace, "join", queue.join()));
  await sleep(0);
  queue.shutdown();
  trace("shutdown", queue.qsize());
  await attempt(trace, "put", queue.put("e"));
  for (const call of [() => queue.putNowait("f"), () => queue.getNowait()]) {
    try {
      trace("nowait", call());
    } catch (error) {
      if (error instanceof QueueShutDown) trace("shut down", "nowait");
    }
  }
  await attempt(trace, "get", queue.get());
  await attempt(trace, "get", queue.get());
  try {
    queue.getNowait();
  } catch (error) {
    if (error instanceof QueueShutDown) trace("shut down", "get_nowait");
  }
  await wait(blocked);
  trace("join waits on", joiner.done());
  queue.taskDone();
  queue.taskDone();
  await joiner;
  const empty = new Queue<string>();
  const getters = [0, 1].map((i) => createTask(attempt(trace, i, empty.get())));
  await sleep(0);
  empty.shutdown();
  empty.shutdown();
  await wait(getters);
}
