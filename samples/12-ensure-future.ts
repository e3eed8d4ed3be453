// ensureFuture takes any awaitable: a coroutine becomes a task, an object that can be awaited becomes a
// task around it, a future or task is given back as it is.
import { asyncAwait, ensureFuture, getRunningLoop, isFuture, run, sleep, Task } from "tsyncio";

async function hello(): Promise<string> {
  await sleep(0);
  return "hello from a coroutine";
}

class Letter {
  *[asyncAwait](): Generator<unknown, string> {
    yield; // gives up one turn
    return "hello from an object";
  }
}

async function main(): Promise<void> {
  const fromCoroutine = ensureFuture(hello());
  const fromObject = ensureFuture(new Letter());
  const future = getRunningLoop().createFuture<string>();
  future.setResult("hello from a future");

  console.log(`coroutine -> ${fromCoroutine instanceof Task ? "a task" : "no task"}`);
  console.log(`object -> ${fromObject instanceof Task ? "a task" : "no task"}`);
  console.log(`future -> ${ensureFuture(future) === future ? "itself" : "another"}`);
  console.log(`task -> ${ensureFuture(fromCoroutine) === fromCoroutine ? "itself" : "another"}`);
  console.log(`a task is a future: ${isFuture(fromCoroutine) ? "yes" : "no"}`);

  console.log(await fromCoroutine);
  console.log(await fromObject);
  console.log(await ensureFuture(future));
}

await run(main());
