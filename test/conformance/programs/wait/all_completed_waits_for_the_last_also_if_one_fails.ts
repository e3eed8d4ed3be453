/** traps: 101, 103 */

import { ALL_COMPLETED, createTask, FIRST_COMPLETED, FIRST_EXCEPTION, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

const MODES = [ALL_COMPLETED, FIRST_EXCEPTION, FIRST_COMPLETED] as const;

async function work(seconds: number, error?: Error): Promise<number> {
  await sleep(seconds);
  if (error !== undefined) throw error;
  return seconds;
}

function names(tasks: Set<Task<number>>): Set<string> {
  return new Set([...tasks].map((task) => task.getName()));
}

export async function main(trace: Trace): Promise<void> {
  trace("modes", MODES);
  for (const returnWhen of MODES) {
    const tasks = [
      createTask(work(1), { name: "first" }),
      createTask(work(2, new RangeError("in the middle")), { name: "second" }),
      createTask(work(3), { name: "third" }),
    ];
    const [done, pending] = await wait(tasks, { returnWhen });
    trace(returnWhen, names(done), names(pending));
    for (const timeout of [0, undefined]) {
      const [again, left] = await wait(tasks, { timeout });
      trace("again", timeout, again.size, left.size);
    }
    trace("the error stays inside", tasks[1]?.exception());
  }
}
