/** traps: 208, 209 */

import { allTasks, ContextVar, copyContext, createTask, currentTask, sleep, type Task } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar<string>("var");

async function work(trace: Trace, outer: Task<unknown> | undefined): Promise<void> {
  trace("inside", currentTask()?.getName(), allTasks().size, variable.get());
  variable.set("inner");
  await sleep(0);
  trace("later", currentTask()?.getName(), variable.get(), currentTask() === outer);
}

export async function main(trace: Trace): Promise<void> {
  variable.set("outer");
  const self = currentTask();
  self?.setName("main");
  const task = createTask(work(trace, self), { name: "eager", eagerStart: true });
  trace("back", currentTask() === self, variable.get(), allTasks().size);
  await task;
  trace("end", allTasks().size);
  const context = copyContext();
  await createTask(work(trace, self), { name: "given", context, eagerStart: true });
  trace("in the context given", context.get(variable), variable.get());
}
