// Task factories whose tasks take their first step inside of createTask.
// Not here: the eager start itself (tasks.ts).

import type { AbstractEventLoop, TaskFactory } from "./events.ts";
import { type CoroutineLike, Task, type TaskOptions } from "./tasks.ts";

/** Task, or a class made of it: what `createEagerTaskFactory` takes. */
export type TaskConstructor = new <T>(
  coro: CoroutineLike<T>,
  options: TaskOptions & { loop: AbstractEventLoop },
) => Task<T>;

/**
 * A task factory that starts each task at once, unless it is given `eagerStart: false`. Mirrors
 * `asyncio.create_eager_task_factory`.
 *
 * @example
 * ```ts
 * import { createEagerTaskFactory, createTask, getRunningLoop, run, Task } from "tsyncio";
 * class MyTask<T> extends Task<T> {}
 * async function main() {
 *   getRunningLoop().setTaskFactory(createEagerTaskFactory(MyTask));
 *   const log: string[] = [];
 *   const work = async () => log.push("work");
 *   const task = createTask(work());
 *   log.push("after createTask");
 *   return [task instanceof MyTask, ...log];
 * }
 * await run(main()); // -> [true, "work", "after createTask"]
 * ```
 */
export function createEagerTaskFactory(taskClass: TaskConstructor): TaskFactory {
  return (loop, coro, options) => new taskClass(coro, eagerly(loop, options));
}

/**
 * The task factory that starts each task at once: one that never suspends is done when `createTask` returns.
 * Mirrors `asyncio.eager_task_factory`.
 *
 * @example
 * ```ts
 * import { createTask, eagerTaskFactory, getRunningLoop, run } from "tsyncio";
 * async function main() {
 *   getRunningLoop().setTaskFactory(eagerTaskFactory);
 *   const work = async () => 42;
 *   return createTask(work()).done();
 * }
 * await run(main()); // -> true
 * ```
 */
export function eagerTaskFactory<T>(
  loop: AbstractEventLoop,
  coro: CoroutineLike<T>,
  options: TaskOptions,
): Task<T> {
  return new Task(coro, eagerly(loop, options));
}

function eagerly(loop: AbstractEventLoop, options: TaskOptions): TaskOptions & { loop: AbstractEventLoop } {
  return { ...options, loop, eagerStart: options.eagerStart ?? true };
}
