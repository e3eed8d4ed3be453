import {
  captureCallGraph,
  createTask,
  type Future,
  type FutureCallGraph,
  getRunningLoop,
  sleep,
} from "tsyncio";
import type { Trace } from "../conformance.ts";

async function inner(future: Future<void>): Promise<void> {
  await future;
}

async function middle(future: Future<void>): Promise<void> {
  await inner(future);
}

async function outer(future: Future<void>): Promise<void> {
  await middle(future);
}

function names(graph: FutureCallGraph | undefined): string[] {
  return graph?.callStack.map(({ frame }) => frame.name) ?? [];
}

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<void>();
  const task = createTask(outer(future));
  await sleep(0);
  for (const limit of [undefined, 0, 1, 2, 9, -1, -2, -9]) {
    const graph = captureCallGraph(task, { limit });
    trace("limit", limit, names(graph), graph?.future === task, graph?.awaitedBy.length);
  }
  const graph = captureCallGraph(future);
  trace(
    "future",
    graph?.callStack.length,
    graph?.awaitedBy.map((above) => above.future === task),
  );
  trace("its waiter", names(graph?.awaitedBy[0]));
  future.setResult();
  await task;
  trace("after", captureCallGraph(future)?.awaitedBy.length);
}
