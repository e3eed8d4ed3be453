/** traps: 104 */

import { createTask, type Task, type WaitOptions, wait } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function work(): Promise<void> {}

export async function main(trace: Trace): Promise<void> {
  async function attempt(name: string, aws: unknown, options?: WaitOptions): Promise<void> {
    try {
      trace(name, await wait(aws as Task<void>[], options));
    } catch (error) {
      trace(name, kind(error));
    }
  }

  const task = createTask(work());
  const coro = work();
  await attempt("nothing", []);
  await attempt("a single task", task);
  await attempt("a single coroutine", coro);
  await attempt("coroutines inside", [task, coro]);
  await attempt("a wrong return_when", [task], { returnWhen: "SOME_COMPLETED" as "ALL_COMPLETED" });
  await task;
  await coro;
}
