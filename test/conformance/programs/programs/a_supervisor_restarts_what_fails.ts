/** Each service is restarted after its failure until the supervisor is cancelled. */

import { createTask, FIRST_COMPLETED, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function service(trace: Trace, name: string, life: number): Promise<void> {
  try {
    await sleep(life);
    throw new RangeError(`${name} died`);
  } finally {
    trace("down", name);
  }
}

async function supervise(trace: Trace, lives: Record<string, number>): Promise<void> {
  function start(name: string): Task<void> {
    trace("up", name);
    return createTask(service(trace, name, lives[name] ?? 0), { name });
  }

  const tasks = Object.keys(lives).map(start);
  try {
    while (true) {
      await wait(tasks, { returnWhen: FIRST_COMPLETED });
      for (const [i, task] of tasks.entries()) {
        if (!task.done()) continue;
        trace("restarts", task.getName(), task.exception());
        tasks[i] = start(task.getName());
      }
    }
  } finally {
    for (const task of tasks) task.cancel();
    await wait(tasks);
    trace(
      "all down",
      tasks.map((task) => task.cancelled()),
    );
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(supervise(trace, { a: 2, b: 3 }));
  await sleep(6.5);
  task.cancel();
  await wait([task]);
  trace("supervisor", task.cancelled());
}
