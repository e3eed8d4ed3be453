// A coroutine made a task: it starts on the loop's next turn, runs beside its maker, and keeps its result.
import { createTask, run, sleep } from "tsyncio";

async function factorial(n: number): Promise<number> {
  let product = 1;
  for (let i = 2; i <= n; i++) {
    console.log(`  ${i - 1}! is ${product}`);
    product *= i;
    await sleep(0);
  }
  return product;
}

async function main(): Promise<void> {
  const task = createTask(factorial(4), { name: "factorial" });
  console.log(`${task.getName()} is made and has not begun`);
  await sleep(0);
  console.log(`${task.getName()} has begun; ${task.done() ? "done" : "pending"}`);
  console.log(`awaited: ${await task}`);
  console.log(`${task.done() ? "done" : "pending"}, and asked again: ${task.result()}`);
}

await run(main());
