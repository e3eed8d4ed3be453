import { createTask, shield, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Cache {
  readonly compute: (key: string) => Promise<string>;
  readonly tasks = new Map<string, Task<string>>();

  constructor(compute: (key: string) => Promise<string>) {
    this.compute = compute;
  }

  async get(key: string): Promise<string> {
    let task = this.tasks.get(key);
    if (task === undefined) {
      task = createTask(this.compute(key));
      this.tasks.set(key, task);
      task.addDoneCallback((done) => this.forget(key, done));
    }
    return await shield(task);
  }

  forget(key: string, task: Task<string>): void {
    if (task.cancelled() || task.exception() !== undefined) this.tasks.delete(key);
  }
}

export async function main(trace: Trace): Promise<void> {
  const attempts: string[] = [];

  async function compute(key: string): Promise<string> {
    attempts.push(key);
    await sleep(2);
    const first = attempts.filter((each) => each === key).length === 1;
    if (first && key === "bad") throw new RangeError("the first attempt fails");
    return key.toUpperCase();
  }

  const cache = new Cache(compute);

  async function ask(name: string, key: string, seconds: number): Promise<void> {
    await sleep(seconds);
    try {
      trace("got", name, await cache.get(key));
    } catch (error) {
      trace("failed", name, error);
    }
  }

  const impatient = createTask(ask("impatient", "good", 0));
  const tasks = [
    createTask(ask("a", "good", 1)),
    createTask(ask("b", "bad", 0)),
    createTask(ask("c", "bad", 1)),
    createTask(ask("d", "bad", 3)),
    createTask(ask("e", "good", 9)),
  ];
  await sleep(1.5);
  impatient.cancel();
  await wait([impatient, ...tasks]);
  trace("attempts", attempts, [...cache.tasks.keys()].sort());
}
