import { createTask, type Executor, getRunningLoop, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

/** Has its work done by a task: a Future of the loop, to which nothing is added. */
class OnTheLoop implements Executor {
  readonly submitted: Task<unknown>[] = [];

  submit<Args extends unknown[], R>(fn: (...args: Args) => R, ...args: Args): PromiseLike<Awaited<R>> {
    const task = createTask(this.#work(fn, args));
    this.submitted.push(task as Task<unknown>);
    return task as unknown as PromiseLike<Awaited<R>>;
  }

  async #work<Args extends unknown[], R>(fn: (...args: Args) => R, args: Args): Promise<R> {
    await sleep(1);
    return fn(...args);
  }

  shutdown(): void {}
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const executor = new OnTheLoop();
  const future = loop.runInExecutor(executor, (a: number, b: number) => a + b, 1, 2);
  trace("the same", (future as unknown) === executor.submitted[0]);
  trace("result", await future);
  const dropped = loop.runInExecutor(executor, () => trace("never"));
  await sleep(0.5);
  dropped.cancel();
  await wait([dropped]);
  trace("cancelled with it", executor.submitted[1]?.cancelled());
}
