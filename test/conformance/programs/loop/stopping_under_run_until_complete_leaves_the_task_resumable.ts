/** traps: 28 */

import { type EventLoop, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function work(trace: Trace, loop: EventLoop): Promise<string> {
  trace("working");
  loop.stop();
  await sleep(1);
  trace("resumed");
  return "value";
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();
  const task = loop.createTask(work(trace, loop));
  try {
    await loop.runUntilComplete(task);
  } catch (error) {
    trace("refused", kind(error), task.done());
  }
  trace("result", await loop.runUntilComplete(task));
  trace("done", task.done(), loop.time());
  loop.close();
}
