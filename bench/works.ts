/**
 * The works that are measured: plain async/await, written once. bench/run.ts compiles this very file three
 * ways and runs them side by side. What has no common spelling comes from the kit.
 *
 * Each work takes the number of rounds and returns something that shows it was done.
 */

/** What a work needs of the world that it runs in. */
export interface Kit {
  /** Something that suspends whoever awaits it, once and for as short as can be. */
  pause(): unknown;
  /** Starts a coroutine a turn later, as asyncio starts a task, and gives what to await its end by. */
  spawn<T>(start: () => Promise<T>): Promise<T>;
  /** Makes a task of a coroutine; natively it runs already. */
  call<T>(coro: Promise<T>): Promise<T>;
}

async function one(value: number) {
  return value;
}

/** One operation a round: call a coroutine that returns at once, and await it. */
export async function awaitCoroutine(rounds: number) {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += await one(i);
  return sum;
}

/** 57,313 operations a round: fib(22) calls itself so often, awaiting twice in each call that goes deeper. */
export async function fibonacci(rounds: number) {
  let last = 0;
  for (let i = 0; i < rounds; i++) last = await fib(22);
  return last;
}

async function fib(n: number): Promise<number> {
  if (n < 2) return n;
  return (await fib(n - 1)) + (await fib(n - 2));
}

/** One operation a round: suspend and be resumed, with 200 coroutines waiting above. */
export async function resumeDeep(rounds: number, kit: Kit) {
  return await descend(200, rounds, kit);
}

async function descend(depth: number, rounds: number, kit: Kit): Promise<number> {
  if (depth > 0) return 1 + (await descend(depth - 1, rounds, kit));
  for (let i = 0; i < rounds; i++) await kit.pause();
  return 0;
}

/** 1,000 operations a round: each of 1,000 tasks suspends once. */
export async function switchTasks(rounds: number, kit: Kit) {
  const tasks: Promise<number>[] = [];
  for (let i = 0; i < 1000; i++) tasks.push(kit.spawn(() => pauseOften(rounds, kit)));
  let sum = 0;
  for (const task of tasks) sum += await task;
  return sum;
}

async function pauseOften(rounds: number, kit: Kit) {
  for (let i = 0; i < rounds; i++) await kit.pause();
  return 1;
}

/** One operation a round: spawn a task, which starts a turn later and suspends once, and wait for its end. */
export async function spawnAndJoin(rounds: number, kit: Kit) {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += await kit.spawn(() => pauseOnce(i, kit));
  return sum;
}

/** The same, except that it starts at once: natively a mere call, with us still a task. */
export async function callAndJoin(rounds: number, kit: Kit) {
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += await kit.call(pauseOnce(i, kit));
  return sum;
}

async function pauseOnce(value: number, kit: Kit) {
  await kit.pause();
  return value;
}

/** One operation a round: await a native promise that has settled long ago. */
export async function awaitSettled(rounds: number) {
  const settled = Promise.resolve(1);
  let sum = 0;
  for (let i = 0; i < rounds; i++) sum += await settled;
  return sum;
}

/** One operation a round: pull an item out of an async generator by `for await`. */
export async function iterate(rounds: number) {
  let sum = 0;
  for await (const item of count(rounds)) sum += item;
  return sum;
}

async function* count(items: number) {
  for (let i = 0; i < items; i++) yield i;
}

/** One operation a round: make an async generator, pull its two items, and come to its end. */
export async function iterateShort(rounds: number) {
  let sum = 0;
  for (let i = 0; i < rounds; i++) for await (const item of count(2)) sum += item;
  return sum;
}
