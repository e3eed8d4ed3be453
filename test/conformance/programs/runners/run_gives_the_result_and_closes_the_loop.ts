/** traps: 214 */

import { type AbstractEventLoop, getRunningLoop, run, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function work(seen: AbstractEventLoop[]): Promise<string> {
  seen.push(getRunningLoop());
  await sleep(1);
  return "value";
}

async function fail(): Promise<void> {
  await sleep(1);
  throw new RangeError("failed");
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const seen: AbstractEventLoop[] = [];
  const loopFactory = () => new VirtualEventLoop();
  trace("result", await run(work(seen), { loopFactory }));
  trace("the loop", seen[0]?.isClosed(), seen[0]?.isRunning(), seen[0]?.time());
  try {
    await run(fail(), { loopFactory });
  } catch (error) {
    trace("error", error);
  }
  try {
    getRunningLoop();
  } catch (error) {
    trace("no loop is left", kind(error));
  }
}
