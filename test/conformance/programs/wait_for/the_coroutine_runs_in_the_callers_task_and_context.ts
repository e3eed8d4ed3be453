/** traps: 107 */

import { allTasks, ContextVar, currentTask, sleep, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "unset" });

async function inner(trace: Trace, outerTask: unknown): Promise<string> {
  trace("same task", currentTask() === outerTask);
  variable.set("set inside");
  await sleep(0.5);
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  const tasks = allTasks().size;
  for (const timeout of [1, undefined]) {
    trace("result", await waitFor(inner(trace, currentTask()), timeout));
  }
  trace("the write stays", variable.get(), allTasks().size - tasks);
}
