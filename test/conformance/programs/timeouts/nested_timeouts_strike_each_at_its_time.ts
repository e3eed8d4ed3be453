/** traps: 140 */

import { sleep, TimeoutError, timeout } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  for (const [first, second] of [
    [1, 3],
    [3, 1],
  ] as const) {
    const outer = timeout(second);
    let inner = timeout(first);
    try {
      await within(outer, async () => {
        try {
          inner = timeout(first);
          await within(inner, () => sleep(10));
        } catch (error) {
          if (!(error instanceof TimeoutError)) throw error;
          trace("inner", inner.expired(), outer.expired());
          await sleep(10);
        }
      });
    } catch (error) {
      if (error instanceof TimeoutError) trace("outer", inner.expired(), outer.expired());
    }
  }
}
