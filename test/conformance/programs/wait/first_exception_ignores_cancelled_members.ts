/** traps: 103 */

import { createTask, FIRST_EXCEPTION, getRunningLoop, sleep, type Task, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(seconds: number, error?: Error): Promise<void> {
  await sleep(seconds);
  if (error) throw error;
}

function names(tasks: Iterable<Task<void>>): Set<string> {
  return new Set([...tasks].map((task) => task.getName()));
}

export async function main(trace: Trace): Promise<void> {
  const cancelled = createTask(child(9), { name: "cancelled" });
  const good = createTask(child(2), { name: "good" });
  const bad = createTask(child(3, new RangeError("x")), { name: "bad" });
  const slow = createTask(child(4), { name: "slow" });
  getRunningLoop().callLater(1, () => cancelled.cancel());
  let [done, pending] = await wait([cancelled, good, bad, slow], { returnWhen: FIRST_EXCEPTION });
  trace("first exception", names(done), names(pending));
  [done, pending] = await wait([slow, good], { returnWhen: FIRST_EXCEPTION });
  trace("without any", names(done), names(pending), bad.exception());
}
