/** traps: 158, 159, 161 */

import { createTask, Semaphore, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function worker(trace: Trace, semaphore: Semaphore, name: string): Promise<void> {
  await semaphore.acquire();
  trace("has one", name, semaphore.locked());
  await sleep(0);
  semaphore.release();
  trace("gave it back", name, semaphore.locked());
  await semaphore.acquire();
  trace("has one again", name);
  semaphore.release();
}

export async function main(trace: Trace): Promise<void> {
  const semaphore = new Semaphore(2);
  trace("acquired", await semaphore.acquire(), semaphore.locked());
  await semaphore.acquire();
  const tasks = [..."abcd"].map((name) => createTask(worker(trace, semaphore, name)));
  await sleep(0);
  semaphore.release();
  semaphore.release();
  semaphore.release();
  trace("three free, still locked", semaphore.locked());
  const late = createTask(worker(trace, semaphore, "late"));
  await wait([...tasks, late]);
  trace("end", semaphore.locked());
}
