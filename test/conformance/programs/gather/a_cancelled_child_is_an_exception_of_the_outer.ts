/** traps: 95 */

import { CancelledError, createTask, gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace, name: string): Promise<string> {
  try {
    return await sleep(2, name);
  } finally {
    trace("ends", name);
  }
}

export async function main(trace: Trace): Promise<void> {
  const [first, second] = [createTask(child(trace, "a")), createTask(child(trace, "b"))] as const;
  const outer = gather(first, second);
  await sleep(1);
  first.cancel("just one");
  try {
    await outer;
  } catch (error) {
    if (error instanceof CancelledError) trace("raised", error);
  }
  trace("outer", outer.done(), outer.cancelled(), outer.exception());
  trace("the sibling", await second);
}
