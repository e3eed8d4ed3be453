/** traps: 150 */

import { createTask, gather, Lock, sleep, TimeoutError, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function tryFor(trace: Trace, lock: Lock, name: string, seconds: number): Promise<boolean> {
  try {
    await waitFor(lock.acquire(), seconds);
    trace("acquired", name);
    return true;
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    trace("gave up", name);
    return false;
  }
}

export async function main(trace: Trace): Promise<void> {
  const lock = new Lock();
  trace("at once", await lock.acquire());
  const tries = [
    createTask(tryFor(trace, lock, "a", 1)),
    createTask(tryFor(trace, lock, "b", 3)),
    createTask(tryFor(trace, lock, "c", 2)),
  ];
  await sleep(1.5);
  lock.release();
  trace("results", await gather(...tries));
  trace("held by the one that got it", lock.locked());
  lock.release();
  trace("free", lock.locked());
}
