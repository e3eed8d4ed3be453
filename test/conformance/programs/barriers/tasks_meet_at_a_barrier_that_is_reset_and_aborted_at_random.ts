/** traps: 163, 164, 165 */

import { Barrier, BrokenBarrierError, CancelledError, createTask } from "tsyncio";
import { Random, type Trace, turns } from "../conformance.ts";

async function party(trace: Trace, random: Random, barrier: Barrier, name: string): Promise<void> {
  for (let i = 0; i < 4; i++) {
    try {
      await turns(random.below(3));
      trace("through", name, await barrier.wait(), barrier.nWaiting);
    } catch (error) {
      if (error instanceof BrokenBarrierError) trace("broken", name, barrier.nWaiting);
      else if (error instanceof CancelledError) trace("cancelled", name, barrier.nWaiting);
      else throw error;
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  for (let seed = 1; seed <= 15; seed++) {
    const random = new Random(seed);
    const barrier = new Barrier(2 + random.below(2));
    const tasks = [..."abcdef"].map((name) => createTask(party(trace, random, barrier, name)));
    while (!tasks.every((task) => task.done())) {
      await turns(random.below(4));
      const choice = random.below(12);
      if (choice < 5) {
        tasks[random.below(6)]?.cancel();
      } else if (choice === 6) {
        await barrier.abort();
        await turns(random.below(3));
        await barrier.reset();
      } else if (choice === 7) {
        await barrier.reset();
      }
    }
    trace("end", seed, barrier.broken, barrier.nWaiting);
  }
}
