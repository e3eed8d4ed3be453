/** traps: 193 */

import { asyncContextManager, gather, getRunningLoop, LookupError, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const timed = asyncContextManager(async function* (trace: Trace, name: string) {
  const start = getRunningLoop().time();
  try {
    yield;
  } catch (error) {
    if (!(error instanceof LookupError)) throw error;
    trace("swallows", error);
  } finally {
    trace("took", name, getRunningLoop().time() - start);
  }
});

export async function main(trace: Trace): Promise<void> {
  const work = timed.decorator(
    trace,
    "work",
  )(async function work(delay: number, fails = false) {
    await sleep(delay);
    if (fails) throw new LookupError("nothing there");
    return delay * 2;
  });
  trace("name", work.name);
  trace("gave", await work(1));
  trace("gave", await work(2, true));
  trace("gave", await gather(work(3), work(4)));
}
