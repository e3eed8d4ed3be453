/** traps: 91 */

import { gather } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const outer = gather();
  trace("empty", outer.done(), outer.result());
  trace("awaited", await outer, await gather({ returnExceptions: true }));
}
