/** traps: 196 */

import { Context, ContextVar, copyContext, createTask, gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "default" });

async function child(trace: Trace, name: string): Promise<void> {
  trace("sees", name, variable.get());
  variable.set(name);
  await sleep(0);
  trace("sees after a turn", name, variable.get());
}

export async function main(trace: Trace): Promise<void> {
  const context = copyContext();
  const a = createTask(child(trace, "a"), { context });
  const b = createTask(child(trace, "b"), { context });
  await gather(a, b);
  trace("its owner sees", context.get(variable), a.getContext() === context);
  trace("main sees", variable.get());
  try {
    await createTask(child(trace, "c"), { context: new Context() });
  } finally {
    trace("main still sees", variable.get());
  }
}
