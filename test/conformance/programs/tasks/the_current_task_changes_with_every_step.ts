import { createTask, currentTask, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

function me(): string | undefined {
  return currentTask()?.getName();
}

async function deeper(trace: Trace, depth: number): Promise<void> {
  trace("at depth", depth, me());
  await sleep(0);
  if (depth > 0) await deeper(trace, depth - 1);
  trace("back at", depth, me());
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  currentTask()?.setName("main");
  const [left, right] = [
    createTask(deeper(trace, 2), { name: "left" }),
    createTask(deeper(trace, 2), { name: "right" }),
  ];
  trace("main goes on", me(), currentTask(loop) === currentTask());
  await left;
  trace("left is done", me(), left.done(), right.done());
  await right;
  trace("both are", me());
}
