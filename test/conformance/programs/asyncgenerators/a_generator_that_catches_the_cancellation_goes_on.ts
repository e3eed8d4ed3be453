/** traps: 185 */

import { CancelledError, createTask, currentTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* stubborn(trace: Trace) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await sleep(10);
    } catch (error) {
      if (error instanceof CancelledError) trace("not now", attempt);
    }
    yield attempt;
  }
}

export async function main(trace: Trace): Promise<void> {
  const generator = stubborn(trace);
  const consume = async () => {
    for await (const attempt of generator) trace("attempt", attempt, currentTask()?.cancelling());
  };
  const task = createTask(consume());
  for (let i = 0; i < 2; i++) {
    await sleep(1);
    task.cancel();
  }
  await task;
  trace("done", task.cancelled());
}
