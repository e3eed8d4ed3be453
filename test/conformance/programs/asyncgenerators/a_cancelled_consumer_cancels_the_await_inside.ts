/** traps: 185 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* ticks(trace: Trace) {
  try {
    for (let tick = 0; tick < 9; tick++) {
      yield tick;
      await sleep(1);
    }
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", error);
    throw error;
  } finally {
    await sleep(0.5);
    trace("cleaned up");
  }
}

export async function main(trace: Trace): Promise<void> {
  const generator = ticks(trace);
  const consume = async () => {
    try {
      for await (const tick of generator) trace("tick", tick);
    } finally {
      trace("consumer ends");
    }
  };
  const task = createTask(consume());
  await sleep(2.5);
  task.cancel("enough");
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace("task was cancelled", task.cancelled());
  }
  const { done, value } = await generator.next();
  trace("then", done ? "nothing" : value);
}
