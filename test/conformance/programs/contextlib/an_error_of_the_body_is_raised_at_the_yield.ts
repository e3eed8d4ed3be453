/** traps: 190, 192 */

import { asyncContextManager, LookupError, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const scope = asyncContextManager(async function* (trace: Trace, what: string) {
  try {
    yield;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    trace("at the yield", error);
    await sleep(1);
    if (what === "raise it again") throw error;
    if (what === "replace it") throw new LookupError("another");
    if (what === "replace it from it") throw new LookupError("another", { cause: error });
    trace("swallowed");
  }
});

class KeyError extends LookupError {}

export async function main(trace: Trace): Promise<void> {
  for (const what of ["swallow it", "raise it again", "replace it", "replace it from it"]) {
    const error = new RangeError(what);
    try {
      {
        await using _ = scope(trace, what);
        fail(error);
      }
      trace("goes on");
    } catch (raised) {
      trace("raised", raised, raised === error, (raised as Error).cause === error);
    }
  }
  try {
    await using _ = scope(trace, "not asked");
    throw new KeyError("1");
  } catch (raised) {
    trace("passes", Object.getPrototypeOf(Object.getPrototypeOf(raised)).constructor.name);
  }
}

function fail(error: Error): void {
  throw error;
}
