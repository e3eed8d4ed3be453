/** traps: 212 */

import { Runner, run, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function other(trace: Trace): Promise<void> {
  trace("never runs");
}

export async function main(trace: Trace): Promise<void> {
  const loopFactory = () => new VirtualEventLoop();
  try {
    await run(other(trace), { loopFactory });
  } catch (error) {
    trace("run refused", kind(error));
  }
  const runner = new Runner({ loopFactory });
  try {
    await runner.run(other(trace));
  } catch (error) {
    trace("Runner.run refused", kind(error));
  }
  trace("goes on", await sleep(1, "slept"));
}
