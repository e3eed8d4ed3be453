/** traps: 165 */

import { Barrier, BrokenBarrierError, createTask, gather, sleep, wait } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function waiter(trace: Trace, barrier: Barrier, name: string): Promise<void> {
  try {
    trace("goes", name, await barrier.wait());
  } catch (error) {
    if (error instanceof BrokenBarrierError) trace("broken", name, kind(error));
  }
}

type Action = "reset" | "abort";

async function roundOf(trace: Trace, names: string, action: Action, turnsBefore: number): Promise<void> {
  const barrier = new Barrier(3);
  const tasks = [...names].map((name) => createTask(waiter(trace, barrier, name)));
  for (let turn = 0; turn < turnsBefore; turn++) await sleep(0);
  await (action === "reset" ? barrier.reset() : barrier.abort());
  trace("afterwards", barrier.broken, barrier.nWaiting);
  await wait(tasks, { timeout: 1 });
  trace(
    "settled",
    tasks.map((task) => task.done()),
    barrier.broken,
  );
  await barrier.reset();
  await wait(tasks);
  trace("reset", barrier.broken, barrier.nWaiting);
}

export async function main(trace: Trace): Promise<void> {
  for (const action of ["reset", "abort"] as const) {
    for (const names of ["ab", "abc", "abcd"]) {
      for (const turnsBefore of [1, 2]) {
        trace(action, names, turnsBefore);
        await roundOf(trace, names, action, turnsBefore);
      }
    }
  }
  const barrier = new Barrier(2);
  await barrier.reset();
  await barrier.abort();
  await waiter(trace, barrier, "after abort");
  await barrier.reset();
  trace("usable", await gather(barrier.wait(), barrier.wait()));
}
