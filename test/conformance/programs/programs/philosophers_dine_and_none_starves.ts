import { Lock, sleep, TaskGroup } from "tsyncio";
import { Random, type Trace, within } from "../conformance.ts";

async function philosopher(
  trace: Trace,
  n: number,
  forks: Lock[],
  random: Random,
  meals: number,
): Promise<number> {
  const [first, second] = [n, (n + 1) % forks.length].sort() as [number, number];
  for (let meal = 0; meal < meals; meal++) {
    await sleep(random.below(5) / 4);
    await within(forks[first] as Lock, async () => {
      trace("takes", n, first);
      await within(forks[second] as Lock, () => sleep(random.below(3) / 4));
    });
    trace("ate", n, meal);
  }
  return n;
}

export async function main(trace: Trace): Promise<void> {
  const forks = [0, 1, 2, 3, 4].map(() => new Lock());
  const tasks = await within(new TaskGroup(), async (group) => [
    ...forks.map((_, n) => group.createTask(philosopher(trace, n, forks, new Random(n + 1), 3))),
  ]);
  trace(
    "fed",
    tasks?.map((task) => task.result()),
    forks.some((fork) => fork.locked()),
  );
}
