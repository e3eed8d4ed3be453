/** traps: 120 */

import { createTask, getRunningLoop, shield, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function fail(): Promise<void> {
  await sleep(2);
  throw new RangeError("unseen");
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_, context) => trace("reported", context.exception, Object.keys(context).sort()));
  const inner = createTask(fail());
  const outers = [0, 1, 2].map(() => shield(inner));
  await sleep(1);
  for (const outer of outers) outer.cancel();
  await sleep(2);
  trace(
    "end",
    inner.done(),
    outers.map((outer) => outer.cancelled()),
  );
}
