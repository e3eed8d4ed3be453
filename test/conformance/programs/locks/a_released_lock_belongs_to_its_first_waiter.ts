/** traps: 149 */

import { createTask, Lock, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function worker(trace: Trace, lock: Lock, name: string): Promise<void> {
  await lock.acquire();
  trace("holds", name);
  await sleep(0);
  lock.release();
  trace("released", name, lock.locked());
}

export async function main(trace: Trace): Promise<void> {
  const lock = new Lock();
  trace("acquired", await lock.acquire(), lock.locked());
  const tasks = [..."abc"].map((name) => createTask(worker(trace, lock, name)));
  await sleep(0);
  lock.release();
  trace("unlocked until the waiter runs", lock.locked());
  await worker(trace, lock, "late");
  await wait(tasks);
}
