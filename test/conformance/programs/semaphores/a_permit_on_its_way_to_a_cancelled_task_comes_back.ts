/** traps: 160 */

import { CancelledError, createTask, Semaphore, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function worker(trace: Trace, semaphore: Semaphore, name: number): Promise<void> {
  try {
    await semaphore.acquire();
    trace("has one", name);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name, semaphore.locked());
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  for (const waiters of [1, 3]) {
    for (const cancelFirst of [false, true]) {
      const semaphore = new Semaphore(0);
      const tasks = Array.from({ length: waiters }, (_, i) => createTask(worker(trace, semaphore, i)));
      await sleep(0);
      trace("case", waiters, cancelFirst);
      if (cancelFirst) tasks[0]?.cancel();
      semaphore.release();
      if (!cancelFirst) tasks[0]?.cancel();
      await sleep(1);
      trace(
        "then",
        tasks.map((task) => task.done()),
        semaphore.locked(),
      );
      for (const _ of tasks) semaphore.release();
      await wait(tasks);
    }
  }
}
