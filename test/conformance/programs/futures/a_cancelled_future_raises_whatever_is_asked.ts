/** traps: 52, 55 */

import { CancelledError, getRunningLoop } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  for (const message of [undefined, "enough", ""]) {
    const future = getRunningLoop().createFuture<void>();
    message === undefined ? future.cancel() : future.cancel(message);
    for (const ask of [() => future.result(), () => future.exception()]) {
      try {
        ask();
      } catch (error) {
        if (error instanceof CancelledError) trace("asked", error);
      }
    }
    try {
      await future;
    } catch (error) {
      if (error instanceof CancelledError) trace("awaited", error);
    }
  }
}
