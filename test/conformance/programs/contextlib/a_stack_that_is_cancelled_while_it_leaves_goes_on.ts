import { AsyncExitStack, CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const slow = async (name: string) => {
    try {
      await sleep(2);
    } finally {
      trace("callback ends", name);
    }
  };
  const work = async () => {
    await using stack = new AsyncExitStack();
    for (const name of ["c", "b", "a"]) stack.pushAsyncCallback(slow, name);
    trace("body ends");
  };
  const task = createTask(work());
  await sleep(3);
  task.cancel();
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled");
  }
}
