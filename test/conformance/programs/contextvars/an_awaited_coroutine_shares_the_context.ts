/** traps: 197 */

import { ContextVar, createTask, gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "unset" });

async function write(value: string): Promise<void> {
  await sleep(0.5);
  variable.set(value);
}

export async function main(trace: Trace): Promise<void> {
  await write("by a coroutine");
  trace("stays", variable.get());
  await createTask(write("by a task"));
  trace("does not", variable.get());
  await gather(write("by a child of gather"));
  trace("does not", variable.get());
}
