/** traps: 147 */

import { sleep, type Timeout, TimeoutError, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  function attempt(state: string, scope: Timeout): void {
    try {
      scope.reschedule(100);
      trace(state, scope.when());
    } catch (error) {
      trace(state, kind(error));
    }
  }

  let scope = timeout(5);
  attempt("created", scope);
  await within(scope, async () => attempt("active", scope));
  attempt("finished", scope);
  scope = timeout(1);
  try {
    await within(scope, () => sleep(2));
  } catch (error) {
    if (error instanceof TimeoutError) attempt("expired", scope);
  }
}
