/** traps: 151 */

import { asyncEnter, asyncExit, Lock, RuntimeError, TimeoutError, timeout } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const lock = new Lock();
  try {
    lock.release();
  } catch (error) {
    if (error instanceof RuntimeError) trace("refused");
  }
  const bound = await lock[asyncEnter]();
  try {
    trace("inside", bound, lock.locked());
    try {
      await within(timeout(1), () => lock.acquire());
    } catch (error) {
      if (error instanceof TimeoutError) trace("not re-entrant");
    }
  } finally {
    lock[asyncExit]();
  }
  trace("outside", lock.locked());
  try {
    await within(lock, async () => {
      throw new RangeError("body");
    });
  } catch (error) {
    if (error instanceof RangeError) trace("released on errors", lock.locked());
  }
}
