import { asyncContextManager, CancelledError, createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

const scope = asyncContextManager(async function* (trace: Trace, swallows: boolean) {
  try {
    yield;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    trace("cancelled at the yield");
    await sleep(1);
    if (!swallows) throw error;
  } finally {
    await sleep(1);
    trace("left");
  }
});

export async function main(trace: Trace): Promise<void> {
  const work = async (swallows: boolean) => {
    {
      await using _ = scope(trace, swallows);
      await sleep(10);
    }
    trace("goes on");
  };
  for (const swallows of [false, true]) {
    const task = createTask(work(swallows));
    await sleep(1);
    task.cancel();
    await wait([task]);
    trace("task", task.cancelled(), task.cancelling());
  }
}
