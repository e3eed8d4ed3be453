/** traps: 151 */

import { createTask, gather, Lock, sleep, wait } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function work(trace: Trace, lock: Lock, name: string, error?: Error): Promise<void> {
  await within(lock, async () => {
    trace("in", name, undefined, lock.locked());
    await sleep(1);
    if (error !== undefined) throw error;
  });
  trace("out", name, lock.locked());
}

export async function main(trace: Trace): Promise<void> {
  const lock = new Lock();
  const results = await gather(
    { returnExceptions: true },
    work(trace, lock, "a"),
    work(trace, lock, "b", new RangeError("inside")),
    work(trace, lock, "c"),
  );
  trace("results", results);
  const holder = createTask(work(trace, lock, "d"));
  const waiter = createTask(work(trace, lock, "e"));
  await sleep(0);
  holder.cancel();
  await wait([holder, waiter]);
  trace("in the end", lock.locked(), holder.cancelled());
}
