/** traps: 14 */

import { getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();

  function spawn(name: string, depth: number): void {
    trace(name, depth);
    if (depth > 0) loop.callSoon(spawn, `${name}'`, depth - 1);
  }

  loop.callSoon(spawn, "a", 2);
  loop.callSoon(spawn, "b", 1);
  loop.callSoon(spawn, "c", 0);
  for (let turn = 0; turn < 4; turn++) {
    trace("turn", turn);
    await sleep(0);
  }
}
