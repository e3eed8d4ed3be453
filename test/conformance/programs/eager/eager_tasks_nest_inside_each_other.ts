/** traps: 207, 208 */

import { createTask, currentTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

function me(): string | undefined {
  return currentTask()?.getName();
}

async function nest(trace: Trace, depth: number): Promise<number> {
  trace("enters", depth, me());
  if (depth > 0) {
    const task = createTask(nest(trace, depth - 1), { name: `depth ${depth - 1}`, eagerStart: true });
    trace("back", depth, me(), task.done());
    await task;
  } else {
    await sleep(1);
  }
  trace("leaves", depth, me());
  return depth;
}

async function fail(trace: Trace): Promise<void> {
  trace("fails at once", me());
  throw new RangeError("eager");
}

export async function main(trace: Trace): Promise<void> {
  currentTask()?.setName("main");
  trace("result", await createTask(nest(trace, 3), { name: "depth 3", eagerStart: true }), me());
  const task = createTask(fail(trace), { name: "failing", eagerStart: true });
  trace("failed", task.done(), task.exception(), me());
}
