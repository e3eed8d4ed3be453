import {
  captureCallGraph,
  createTask,
  type Future,
  type FutureCallGraph,
  formatCallGraph,
  gather,
  shield,
  sleep,
  Task,
  TaskGroup,
  wait,
} from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function byAwait(task: Future<void>): Promise<void> {
  await task;
}

async function byGather(task: Future<void>): Promise<void> {
  await gather(task);
}

async function byWait(task: Future<void>): Promise<void> {
  await wait([task]);
}

async function byShield(task: Future<void>): Promise<void> {
  await shield(task);
}

function edges(graph: FutureCallGraph | undefined): string[] {
  const names = graph?.awaitedBy.map(({ future }) =>
    future instanceof Task ? future.getName() : "a Future",
  );
  return names?.sort() ?? [];
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(sleep(10));
  const waiters = [
    createTask(byAwait(task), { name: "await" }),
    createTask(byGather(task), { name: "gather" }),
    createTask(byWait(task), { name: "wait" }),
    createTask(byShield(task), { name: "shield" }),
  ];
  trace("nobody yet", edges(captureCallGraph(task)));
  await sleep(1);
  trace("all", edges(captureCallGraph(task)));
  trace("a text", formatCallGraph(task).startsWith("* Task(name="));

  const children: Task<void>[] = [];
  async function group(): Promise<void> {
    await within(new TaskGroup(), async (tg) => {
      children.push(tg.createTask(sleep(1)));
      await sleep(2);
    });
  }
  const grouping = createTask(group(), { name: "group" });
  await sleep(0.5);
  trace("group", edges(captureCallGraph(children[0])));
  await sleep(1);
  trace("its task is done", edges(captureCallGraph(children[0])));
  await grouping;
  await gather(task, ...waiters);
  trace("nobody any more", edges(captureCallGraph(task)));
}
