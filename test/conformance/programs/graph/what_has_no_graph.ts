import { captureCallGraph, currentTask, formatCallGraph, getRunningLoop, printCallGraph } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const seen = loop.createFuture<unknown[]>();
  loop.callSoon(() => seen.setResult([captureCallGraph(), formatCallGraph()]));
  trace("in a callback", await seen);
  for (const value of [5, "task"]) {
    try {
      captureCallGraph(value as never);
    } catch (error) {
      trace("refused", kind(error));
    }
  }
  const graph = captureCallGraph(undefined, { limit: 0 });
  trace("the current task", graph?.future === currentTask(), graph?.callStack, graph?.awaitedBy);
  trace("its stack begins with", captureCallGraph(currentTask())?.callStack[0]?.frame.name);
  const written: string[] = [];
  printCallGraph(undefined, { limit: 0, file: { write: (text) => written.push(text) } });
  trace("printed", written.join("").startsWith("* Task(name="), written.join("").split("\n").length - 1);
}
