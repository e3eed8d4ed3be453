/** traps: 149, 150 */

import { CancelledError, createTask, Lock, wait } from "tsyncio";
import { Random, type Trace, turns, within } from "../conformance.ts";

async function worker(trace: Trace, random: Random, lock: Lock, name: string): Promise<void> {
  for (let i = 0; i < 4; i++) {
    try {
      await turns(random.below(3));
      await within(lock, async () => {
        trace("holds", name);
        await turns(random.below(4));
      });
      trace("released", name, lock.locked());
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      trace("cancelled", name, lock.locked());
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  for (let seed = 1; seed <= 15; seed++) {
    const random = new Random(seed);
    const lock = new Lock();
    const tasks = [..."abcdef"].map((name) => createTask(worker(trace, random, lock, name)));
    for (let i = 0; i < 40; i++) {
      await turns(random.below(3));
      tasks[random.below(6)]?.cancel();
    }
    await wait(tasks);
    trace("end", seed, lock.locked());
  }
}
