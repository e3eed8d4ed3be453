/** traps: 40 */

import { allTasks, currentTask, getRunningLoop, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function show(trace: Trace): Promise<void> {
  const task = currentTask();
  trace("in a task", task?.getName());
  getRunningLoop().callSoon(() => trace("in a callback", currentTask()));
  await sleep(0);
  trace("same task", currentTask() === task);
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();
  await loop.runUntilComplete(loop.createTask(show(trace), { name: "me" }));
  for (const lookup of [currentTask, allTasks, getRunningLoop]) {
    try {
      lookup();
    } catch (error) {
      trace("no loop runs", kind(error));
    }
  }
  trace("of an idle loop", currentTask(loop), allTasks(loop));
  loop.close();
}
