/** traps: 140, 146 */

import { CancelledError, sleep, TimeoutError, timeoutAt } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  await sleep(5);
  const [outer, inner] = [timeoutAt(2), timeoutAt(1)];
  try {
    await within(outer, async () => {
      try {
        await within(inner, async () => {
          trace("neither has struck", inner.expired(), outer.expired());
          await sleep(1);
        });
      } catch (error) {
        if (error instanceof CancelledError) trace("both have", inner.expired(), outer.expired());
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof TimeoutError) trace("the outer converts", inner.expired(), outer.expired());
  }
}
