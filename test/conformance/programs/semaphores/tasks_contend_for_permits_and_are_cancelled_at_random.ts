/** traps: 158, 160, 161 */

import { BoundedSemaphore, CancelledError, createTask, wait } from "tsyncio";
import { Random, type Trace, turns, within } from "../conformance.ts";

async function worker(
  trace: Trace,
  random: Random,
  semaphore: BoundedSemaphore,
  name: string,
): Promise<void> {
  for (let i = 0; i < 4; i++) {
    try {
      await turns(random.below(3));
      await within(semaphore, async () => {
        trace("has one", name);
        await turns(random.below(4));
      });
      trace("gave it back", name, semaphore.locked());
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      trace("cancelled", name, semaphore.locked());
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  for (let seed = 1; seed <= 15; seed++) {
    const random = new Random(seed);
    const semaphore = new BoundedSemaphore(1 + random.below(3));
    const tasks = [..."abcdef"].map((name) => createTask(worker(trace, random, semaphore, name)));
    for (let i = 0; i < 40; i++) {
      await turns(random.below(3));
      tasks[random.below(6)]?.cancel();
    }
    await wait(tasks);
    trace("end", seed, semaphore.locked());
  }
}
