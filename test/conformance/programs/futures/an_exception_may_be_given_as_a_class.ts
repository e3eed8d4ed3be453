/** traps: 53 */

import { getRunningLoop } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Custom extends Error {}

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<void>();
  future.setException(Custom);
  trace("instantiated", future.exception());
  try {
    await future;
  } catch (error) {
    trace("raised", error === future.exception());
  }
}
