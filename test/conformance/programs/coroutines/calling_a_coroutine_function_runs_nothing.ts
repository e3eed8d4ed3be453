/** traps: 1 */

import { createTask, isCoroutine, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace, name: string): Promise<string> {
  trace("runs", name);
  return name;
}

export async function main(trace: Trace): Promise<void> {
  const coro = work(trace, "awaited");
  trace("called", isCoroutine(coro), isCoroutine(work));
  await sleep(1);
  trace("still nothing");
  trace("result", await coro);
  const task = createTask(work(trace, "as a task"));
  trace("created");
  trace("result", await task);
}
