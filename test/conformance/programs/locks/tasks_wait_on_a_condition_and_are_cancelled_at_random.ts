/** traps: 154, 155, 156 */

import { CancelledError, Condition, createTask } from "tsyncio";
import { Random, type Trace, turns, within } from "../conformance.ts";

async function consumer(trace: Trace, random: Random, condition: Condition, name: string): Promise<void> {
  for (let i = 0; i < 4; i++) {
    try {
      await within(condition, async () => {
        trace("waits", name);
        await condition.wait();
        trace("woken", name);
        await turns(random.below(3));
      });
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      trace("cancelled", name, condition.locked());
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  for (let seed = 1; seed <= 15; seed++) {
    const random = new Random(seed);
    const condition = new Condition();
    const tasks = [..."abcdef"].map((name) => createTask(consumer(trace, random, condition, name)));
    while (!tasks.every((task) => task.done())) {
      await turns(random.below(3));
      if (random.below(2)) tasks[random.below(6)]?.cancel();
      await within(condition, async () => {
        condition.notify(random.below(3));
        await turns(random.below(3));
        trace("notified");
      });
    }
    trace("end", seed, condition.locked());
  }
}
