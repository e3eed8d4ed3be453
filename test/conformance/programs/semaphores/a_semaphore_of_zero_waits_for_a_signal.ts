/** traps: 159, 162 */

import { BoundedSemaphore, createTask, Semaphore, sleep, wait } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function consumer(trace: Trace, semaphore: Semaphore, name: string): Promise<void> {
  await semaphore.acquire();
  trace("signalled", name);
}

export async function main(trace: Trace): Promise<void> {
  const semaphore = new Semaphore(0);
  trace("locked", semaphore.locked());
  const tasks = [..."abc"].map((name) => createTask(consumer(trace, semaphore, name)));
  await sleep(1);
  semaphore.release();
  await sleep(1);
  trace(
    "one went",
    tasks.map((task) => task.done()),
  );
  semaphore.release();
  semaphore.release();
  semaphore.release();
  await wait(tasks);
  trace("one permit is left", semaphore.locked());
  const bounded = new BoundedSemaphore();
  try {
    bounded.release();
  } catch (error) {
    trace("over the bound", kind(error), bounded.locked());
  }
  for (const SemaphoreClass of [Semaphore, BoundedSemaphore]) {
    try {
      new SemaphoreClass(-1);
    } catch (error) {
      trace("below zero", kind(error));
    }
  }
}
