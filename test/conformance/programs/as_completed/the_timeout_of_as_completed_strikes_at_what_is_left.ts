/** traps: 116 */

import { asCompleted, createTask, sleep, TimeoutError, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(delay: number): Promise<number> {
  await sleep(delay);
  return delay;
}

export async function main(trace: Trace): Promise<void> {
  const tasks = [1, 2, 5, 6].map((delay) => createTask(work(delay)));
  for (const coming of asCompleted(tasks, { timeout: 3 })) {
    try {
      trace("got", await coming);
    } catch (error) {
      if (error instanceof TimeoutError)
        trace(
          "too late",
          tasks.map((task) => task.done()),
        );
    }
  }
  await wait(tasks);
  trace(
    "ran on",
    tasks.map((task) => task.result()),
  );
  for (const coming of asCompleted([work(1)], { timeout: 1 })) {
    try {
      trace("tie", await coming);
    } catch (error) {
      if (error instanceof TimeoutError) trace("tie lost");
    }
  }
}
