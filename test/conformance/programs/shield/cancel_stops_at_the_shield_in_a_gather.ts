/** traps: 121 */

import { CancelledError, gather, shield, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function child(trace: Trace, name: string): Promise<void> {
  try {
    await sleep(2);
    trace("survived", name);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled", name);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const mixed = gather(shield(child(trace, "shielded")), child(trace, "bare"));
  await sleep(1);
  mixed.cancel();
  try {
    await mixed;
  } catch (error) {
    if (error instanceof CancelledError) trace("a gather with a shield");
  }
  await sleep(2);

  const outer = shield(gather(child(trace, "a"), child(trace, "b")));
  await sleep(1);
  outer.cancel();
  try {
    await outer;
  } catch (error) {
    if (error instanceof CancelledError) trace("a shielded gather");
  }
  await sleep(2);
}
