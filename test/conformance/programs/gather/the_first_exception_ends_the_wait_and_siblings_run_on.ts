/** traps: 94 */

import { gather, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function fail(trace: Trace, seconds: number): Promise<void> {
  await sleep(seconds);
  trace("fails", seconds);
  throw new RangeError(`after ${seconds}`);
}

async function succeed(trace: Trace): Promise<void> {
  await sleep(4);
  trace("the sibling went on");
}

export async function main(trace: Trace): Promise<void> {
  getRunningLoop().setExceptionHandler(() => trace("never reported"));
  const outer = gather(succeed(trace), fail(trace, 1), fail(trace, 2));
  try {
    await outer;
  } catch (error) {
    trace("raised", error, outer.exception() === error);
  }
  await sleep(5);
  trace("end");
}
