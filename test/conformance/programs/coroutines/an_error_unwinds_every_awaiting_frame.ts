/** traps: 11 */

import { sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Wrapped extends Error {}

async function inner(trace: Trace): Promise<void> {
  try {
    await sleep(1);
    throw new RangeError("inner");
  } finally {
    await sleep(1);
    trace("inner cleaned up");
  }
}

async function middle(trace: Trace): Promise<void> {
  try {
    await inner(trace);
  } catch (error) {
    trace("middle wraps", error);
    throw new Wrapped("middle", { cause: error });
  } finally {
    trace("middle cleaned up");
  }
}

export async function main(trace: Trace): Promise<void> {
  try {
    await middle(trace);
  } catch (error) {
    if (error instanceof Wrapped) trace("main", error, error.cause);
  }
  trace("goes on", await sleep(1, "slept"));
}
