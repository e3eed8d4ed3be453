/** traps: 40 */

import { type AbstractEventLoop, allTasks, currentTask, getRunningLoop, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import type { Trace } from "../conformance.ts";

async function work(trace: Trace, loop: AbstractEventLoop): Promise<number> {
  trace("running", getRunningLoop() === loop, loop.isRunning(), loop.isClosed());
  await sleep(1);
  return loop.time();
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const [first, second] = [new VirtualEventLoop(), new VirtualEventLoop()];
  for (const [name, loop] of [
    ["first", first],
    ["second", second],
  ] as const) {
    const task = loop.createTask(work(trace, loop), { name });
    trace(name, task.getLoop() === loop, loop.createFuture().getLoop() === loop, task.getName());
    trace(
      "tasks",
      [first, second].map((each) => allTasks(each).size),
      currentTask(loop),
    );
    trace("result", await loop.runUntilComplete(task));
  }
  trace("each has its own time", first.time(), second.time());
  for (const loop of [first, second]) {
    trace("slow is over", loop.slowCallbackDuration);
    loop.slowCallbackDuration = 0.5;
    loop.setDebug(true);
    trace("debug", loop.getDebug(), loop.slowCallbackDuration);
    loop.setDebug(false);
    trace("debug", loop.getDebug(), loop.getExceptionHandler(), loop.getTaskFactory());
    loop.close();
  }
}
