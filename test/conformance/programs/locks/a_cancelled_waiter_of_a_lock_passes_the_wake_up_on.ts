/** traps: 150 */

import { CancelledError, createTask, Lock, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function worker(trace: Trace, lock: Lock, name: string): Promise<void> {
  try {
    await lock.acquire();
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name, lock.locked());
    throw error;
  }
  trace("holds", name);
  await sleep(0);
  lock.release();
}

export async function main(trace: Trace): Promise<void> {
  for (const cancelFirst of [false, true]) {
    for (const victim of [0, 1]) {
      const lock = new Lock();
      await lock.acquire();
      const tasks = [..."abc"].map((name) => createTask(worker(trace, lock, name)));
      await sleep(0);
      trace("case", cancelFirst, victim);
      if (cancelFirst) tasks[victim]?.cancel();
      lock.release();
      if (!cancelFirst) tasks[victim]?.cancel();
      await wait(tasks);
      trace("free", lock.locked());
    }
  }
}
