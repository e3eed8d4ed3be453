/** traps: 34, 48 */

import { CancelledError, createTask, getRunningLoop, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace, name: string, seconds: number): Promise<void> {
  try {
    await sleep(seconds);
    trace("done", name);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_, context) => trace("handler", context.exception));
  const first = createTask(work(trace, "first", 1));
  const second = createTask(work(trace, "second", 5));
  const started: Task<void>[] = [];
  const fail = () => {
    throw new RangeError("in a callback");
  };
  first.addDoneCallback(() => trace("cancels", second.cancel()));
  first.addDoneCallback(fail);
  first.addDoneCallback(() => started.push(createTask(work(trace, "third", 0))));
  trace("removed", first.removeDoneCallback(String), second.removeDoneCallback(fail));
  await wait([first, second]);
  trace("second", second.cancelled());
  await started[0];
}
