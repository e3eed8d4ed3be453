/** traps: 196 */

import { ContextVar, copyContext, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "outside" });

async function work(): Promise<string> {
  variable.set("inside");
  await sleep(1);
  return variable.get();
}

export async function main(trace: Trace): Promise<void> {
  const coroutine = work();
  const task = createTask(coroutine);
  trace("its coroutine", task.getCoro() === coroutine);
  const context = copyContext();
  const given = createTask(work(), { context });
  trace("its context", given.getContext() === context, task.getContext() === context);
  trace("before the first step", task.getContext().get(variable), context.get(variable));
  await sleep(0);
  trace("after it", task.getContext().get(variable), context.get(variable), variable.get());
  trace("results", await task, await given);
  trace("still its coroutine", task.getCoro() === coroutine);
}
