/** traps: 106 */

import { createTask, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace): Promise<void> {
  await sleep(2);
  trace("the member ran on");
}

export async function main(trace: Trace): Promise<void> {
  const member = createTask(child(trace));
  const waiter = createTask(wait([member]));
  await sleep(1);
  waiter.cancel();
  await wait([waiter]);
  trace("waiter", waiter.cancelled(), member.done(), member.cancelling());
  await member;
}
