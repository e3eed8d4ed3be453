import { allTasks, currentTask, newEventLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(results: unknown[], name: string): Promise<string> {
  for (let turn = 0; turn < 3; turn++) await sleep(0);
  results.push([name, currentTask()?.getName()]);
  return name;
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  for (let lap = 0; lap < 2; lap++) {
    const [loop, results] = [newEventLoop(), [] as unknown[]];
    trace("new", loop.isRunning(), loop.isClosed(), allTasks(loop).size);
    const task = loop.createTask(work(results, "second"), { name: "named" });
    trace("result", await loop.runUntilComplete(work(results, "first")), task.done());
    trace("both ran", results[0], results.length);
    loop.callSoon(() => loop.stop());
    await loop.runForever();
    loop.close();
    trace("closed", loop.isClosed());
  }
}
