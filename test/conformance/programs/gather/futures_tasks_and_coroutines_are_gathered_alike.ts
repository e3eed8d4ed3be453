/** traps: 92, 93 */

import { asyncAwait, createTask, gather, getRunningLoop, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

class Answer {
  *[asyncAwait](): Generator<unknown, string> {
    yield sleep(2);
    return "an awaitable";
  }
}

async function work(): Promise<string> {
  await sleep(1);
  return "a coroutine";
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const [future, done] = [loop.createFuture<string>(), loop.createFuture<string>()];
  done.setResult("a done future");
  loop.callLater(3, () => future.setResult("a future"));
  const task = createTask(work());
  const outer = gather(future, done, task, work(), new Answer(), task);
  trace("its loop", outer.getLoop() === loop);
  trace("results", await outer);
  const other = new VirtualEventLoop();
  const foreign = other.createFuture<string>();
  try {
    gather(future, foreign);
  } catch (error) {
    trace("two loops", kind(error));
  }
  other.close();
}
