/** traps: 94 */

import { createTask, gather, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function fail(seconds: number, message: string): Promise<void> {
  await sleep(seconds);
  throw new RangeError(message);
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_, context) => trace("never reported", context.message));
  const tasks = [2, 1, 3].map((n) => createTask(fail(n, `number ${n}`)));
  const outer = gather(...tasks);
  try {
    await outer;
  } catch (error) {
    trace(
      "the first",
      error,
      tasks.map((task) => task.done()),
    );
  }
  trace("cancel comes too late", outer.cancel(), outer.cancelled());
  await wait(tasks);
  trace(
    "their own",
    tasks.map((task) => task.exception()),
    outer.exception(),
  );
  const both = await gather({ returnExceptions: true }, ...tasks);
  trace("asked again", both, both[0] === tasks[0]?.exception());
}
