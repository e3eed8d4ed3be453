/** traps: 199 */

import { copyContext } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const context = copyContext();

  function recursive(): string {
    try {
      context.run(trace, "never");
    } catch (error) {
      trace("refused", kind(error));
    }
    return "left";
  }

  trace("result", context.run(recursive));
  trace(
    "again is fine",
    context.run(() => 1),
  );
  trace(
    "a copy is fine",
    context.run(() => context.copy().run(() => 2)),
  );
}
