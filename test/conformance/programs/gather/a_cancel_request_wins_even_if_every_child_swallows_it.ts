/** traps: 98 */

import { CancelledError, createTask, gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace, name: string): Promise<string> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("swallows", name);
  }
  return name;
}

export async function main(trace: Trace): Promise<void> {
  for (const returnExceptions of [false, true] as const) {
    const tasks = [..."ab"].map((name) => createTask(child(trace, name)));
    const outer = returnExceptions ? gather({ returnExceptions }, ...tasks) : gather(...tasks);
    await sleep(1);
    outer.cancel();
    try {
      trace("never", await outer);
    } catch (error) {
      if (error instanceof CancelledError)
        trace(
          "cancelled",
          tasks.map((task) => task.result()),
        );
    }
  }
}
