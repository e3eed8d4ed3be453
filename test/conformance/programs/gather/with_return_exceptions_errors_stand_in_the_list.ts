/** traps: 96 */

import { CancelledError, createTask, gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(outcome: unknown, seconds: number): Promise<unknown> {
  await sleep(seconds);
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

export async function main(trace: Trace): Promise<void> {
  const error = new RangeError("x");
  const withMessage = createTask(child("never", 9));
  const withoutMessage = createTask(child("never", 9));
  const outer = gather(
    { returnExceptions: true },
    child("value", 3),
    child(error, 1),
    withMessage,
    withoutMessage,
  );
  await sleep(2);
  withMessage.cancel("message");
  withoutMessage.cancel();
  const results = await outer;
  trace("results", results, results[1] === error);
  try {
    await withMessage;
  } catch (caught) {
    if (caught instanceof CancelledError) trace("the original is for who awaits", caught);
  }
}
