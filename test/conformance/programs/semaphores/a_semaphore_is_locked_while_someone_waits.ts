/** traps: 158, 161 */

import { createTask, gather, Semaphore, sleep } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function work(trace: Trace, semaphore: Semaphore, name: string, laps: number): Promise<void> {
  for (let lap = 0; lap < laps; lap++) {
    await within(semaphore, async () => {
      trace("in", name, lap, semaphore.locked());
      await sleep(0);
    });
  }
}

export async function main(trace: Trace): Promise<void> {
  const semaphore = new Semaphore(2);
  trace("free", semaphore.locked());
  await gather(...[..."abc"].map((name) => work(trace, semaphore, name, 3)));
  trace("free again", semaphore.locked());
  await semaphore.acquire();
  await semaphore.acquire();
  const waiters = [1, 2, 3].map(() => createTask(semaphore.acquire()));
  await sleep(0);
  for (let i = 0; i < 3; i++) {
    semaphore.release();
    trace(
      "released",
      semaphore.locked(),
      waiters.map((task) => task.done()),
    );
  }
  const late = createTask(semaphore.acquire());
  trace("acquired", await gather(...waiters), late.done(), semaphore.locked());
  semaphore.release();
  trace("late", await late);
}
