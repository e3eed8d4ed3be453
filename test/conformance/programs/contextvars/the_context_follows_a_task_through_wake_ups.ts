/**
 * traps: 47, 206
 *
 * A future completed from a foreign context resumes its awaiter in the awaiter's own.
 */

import { CancelledError, Context, ContextVar, createTask, type Future, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "unset" });

async function waiter(trace: Trace, future: Future<string>): Promise<void> {
  variable.set("waiter");
  const value = await future;
  trace("resumed", value, variable.get());
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", variable.get());
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const future = loop.createFuture<string>();
  const task = createTask(waiter(trace, future));
  await sleep(0);
  const context = new Context();
  context.run(() => variable.set("foreign"));
  context.run(() => future.setResult("value"));
  await sleep(1);
  context.run(() => task.cancel());
  await task;
  trace("main", variable.get());
}
