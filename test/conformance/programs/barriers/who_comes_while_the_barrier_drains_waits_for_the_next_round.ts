/** traps: 164 */

import { Barrier, createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function waiter(trace: Trace, barrier: Barrier, name: string): Promise<void> {
  trace("arrives", name, barrier.nWaiting);
  const place = await barrier.wait();
  trace("goes", name, place, barrier.nWaiting);
}

export async function main(trace: Trace): Promise<void> {
  const barrier = new Barrier(2);
  const first = [..."ab"].map((name) => createTask(waiter(trace, barrier, name)));
  const late = [..."cde"].map((name) => createTask(waiter(trace, barrier, name)));
  await wait(first);
  await sleep(1);
  trace(
    "one is left over",
    late.map((task) => task.done()),
    barrier.nWaiting,
  );
  const last = createTask(waiter(trace, barrier, "f"));
  await wait([...late, last]);
  trace("empty", barrier.nWaiting, barrier.broken);
}
