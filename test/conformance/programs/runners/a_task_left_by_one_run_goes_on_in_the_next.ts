/** traps: 206 */

import { allTasks, createTask, Runner, sleep, type Task } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import type { Trace } from "../conformance.ts";

async function background(trace: Trace): Promise<string> {
  for (let lap = 0; lap < 4; lap++) {
    trace("lap", lap);
    await sleep(1);
  }
  return "all laps";
}

async function start(trace: Trace): Promise<[Task<string>]> {
  const task = createTask(background(trace), { name: "background" });
  await sleep(1.5);
  return [task];
}

async function finish(trace: Trace, task: Task<string>): Promise<string> {
  trace("still there", task.done(), [...allTasks()].map((each) => each.getName()).includes("background"));
  return await task;
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const runner = new Runner({ loopFactory: () => new VirtualEventLoop() });
  const [task] = await runner.run(start(trace));
  trace("between the runs", task.done(), runner.getLoop().isRunning(), runner.getLoop().time());
  trace("result", await runner.run(finish(trace, task)));
  const loop = runner.getLoop();
  await runner.close();
  trace("closed", loop.isClosed());
}
