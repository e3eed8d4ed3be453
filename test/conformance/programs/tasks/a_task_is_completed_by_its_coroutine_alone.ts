/** traps: 80 */

import { createTask, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function work(): Promise<string> {
  await sleep(1);
  return "its own";
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(work());
  for (const complete of [() => task.setResult("other"), () => task.setException(new RangeError("x"))]) {
    try {
      complete();
    } catch (error) {
      trace("refused", kind(error), task.done());
    }
  }
  trace("result", await task);
}
