/** traps: 195 */

import { ContextVar, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar<string>("var");

async function child(trace: Trace): Promise<void> {
  trace("child sees", variable.get());
  variable.set("child");
  await sleep(1);
  trace("child keeps", variable.get());
}

export async function main(trace: Trace): Promise<void> {
  variable.set("at creation");
  const task = createTask(child(trace));
  variable.set("after creation");
  await sleep(0);
  trace("main keeps", variable.get());
  await task;
  trace("main still keeps", variable.get());
  trace("the task's own", task.getContext().get(variable));
}
