/** traps: 42 */

import {
  type AbstractEventLoop,
  type CoroutineLike,
  createTask,
  gather,
  getRunningLoop,
  sleep,
  Task,
  type TaskOptions,
  waitFor,
} from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(n: number): Promise<number> {
  await sleep(n);
  return n;
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();

  function factory<T>(loop: AbstractEventLoop, coro: CoroutineLike<T>, options: TaskOptions = {}): Task<T> {
    trace("factory", Object.keys(options).sort(), options.name);
    return new Task(coro, { loop, ...options });
  }

  trace("at first", loop.getTaskFactory());
  loop.setTaskFactory(factory);
  trace("set", loop.getTaskFactory() === factory);
  const named = createTask(child(1), { name: "named" });
  trace("the name sticks", named.getName());
  trace("gather", await gather(child(2), child(3)));
  trace("wait_for", await waitFor(child(1), 5));
  loop.setTaskFactory(undefined);
  trace("result", await named, await createTask(child(0)));
}
