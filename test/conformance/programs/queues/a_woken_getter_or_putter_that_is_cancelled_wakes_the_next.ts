/** traps: 167, 168 */

import { CancelledError, createTask, Queue, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function getter(trace: Trace, queue: Queue<string>, name: string): Promise<void> {
  try {
    trace("got", name, await queue.get());
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name, queue.qsize());
    throw error;
  }
}

async function putter(trace: Trace, queue: Queue<string>, name: string): Promise<void> {
  try {
    await queue.put(name);
    trace("put", name);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name, queue.qsize());
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const cancelFirst of [false, true]) {
    const queue = new Queue<string>(1);
    let tasks = [..."abc"].map((name) => createTask(getter(trace, queue, name)));
    await sleep(0);
    if (cancelFirst) tasks[0]?.cancel();
    queue.putNowait("x");
    if (!cancelFirst) tasks[0]?.cancel();
    await sleep(1);
    trace(
      "getters",
      tasks.map((task) => task.done()),
    );
    await queue.put("y");
    await wait(tasks);
    queue.putNowait("z");
    tasks = [..."def"].map((name) => createTask(putter(trace, queue, name)));
    await sleep(0);
    if (cancelFirst) tasks[0]?.cancel();
    trace("room", queue.getNowait());
    if (!cancelFirst) tasks[0]?.cancel();
    await sleep(1);
    trace(
      "putters",
      tasks.map((task) => task.done()),
    );
    trace("left", await queue.get(), await queue.get());
    await wait(tasks);
  }
}
