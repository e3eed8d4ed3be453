import { aclosing, createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* numbers(trace: Trace) {
  try {
    for (let number = 0; ; number++) yield number;
  } finally {
    await sleep(1);
    trace("closed");
  }
}

async function leave(trace: Trace, how: string): Promise<string | undefined> {
  for (const _ of "a") {
    await using items = aclosing(numbers(trace));
    trace("pulled", (await items.next()).value, (await items.next()).value);
    if (how === "return") return how;
    if (how === "break") break;
    if (how === "raise") throw new RangeError(how);
    if (how === "wait") await sleep(10);
  }
  trace("after");
  return undefined;
}

export async function main(trace: Trace): Promise<void> {
  for (const how of ["end", "return", "break", "raise"]) {
    try {
      trace(how, await leave(trace, how));
    } catch (error) {
      trace("raised", error);
    }
  }
  const task = createTask(leave(trace, "wait"));
  await sleep(1);
  task.cancel();
  await wait([task]);
  trace("cancelled", task.cancelled());
}
