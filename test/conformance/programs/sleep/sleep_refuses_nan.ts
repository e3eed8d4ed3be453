/** traps: 88 */

import { createTask, sleep, wait } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  try {
    await sleep(Number.NaN);
  } catch (error) {
    trace("refused", kind(error));
  }
  const task = createTask(sleep(Number.NaN, "result"));
  await wait([task]);
  trace("as a task", kind(task.exception()));
}
