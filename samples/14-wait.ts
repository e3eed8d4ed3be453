// wait: ten tasks that end in another order than they were started. wait gives two sets, done and pending;
// a set has no order, so what is printed from it is sorted.
import { createTask, FIRST_COMPLETED, run, sleep, type Task, wait } from "tsyncio";

async function runner(number: number): Promise<number> {
  const place = (number * 7) % 10;
  await sleep(0.05 * place);
  console.log(`runner ${number} comes in`);
  return number;
}

function numbers(tasks: Set<Task<number>>): string {
  return [...tasks]
    .map((task) => task.result())
    .sort((a, b) => a - b)
    .join(" ");
}

async function main(): Promise<void> {
  const runners = Array.from({ length: 10 }, (_, number) => createTask(runner(number)));

  let [done, pending] = await wait(runners, { returnWhen: FIRST_COMPLETED });
  console.log(`first: ${numbers(done)}, on the way: ${pending.size}`);

  [done, pending] = await wait(runners);
  console.log(`all: ${numbers(done)}, on the way: ${pending.size}`);
}

await run(main());
