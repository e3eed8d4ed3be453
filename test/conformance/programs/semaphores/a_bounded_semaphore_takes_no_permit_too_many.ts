/** traps: 162 */

import { BoundedSemaphore, Semaphore } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  for (const Make of [Semaphore, BoundedSemaphore]) {
    try {
      new Make(-1);
    } catch (error) {
      if (error instanceof RangeError) trace("refused a negative start");
    }
    const semaphore = new Make(1);
    await within(semaphore, async () => trace("inside", semaphore.locked()));
    try {
      semaphore.release();
      trace("one more than at first");
    } catch (error) {
      if (error instanceof RangeError) trace("refused", semaphore.locked());
    }
    trace("none at all", new Make(0).locked(), new Make().locked());
  }
}
