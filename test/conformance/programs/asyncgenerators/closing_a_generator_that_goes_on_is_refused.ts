/** traps: 179 */

import { aclosing } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function* stubborn(trace: Trace) {
  try {
    yield 1;
  } finally {
    trace("finally");
    yield 2;
    trace("goes on");
  }
}

export async function main(trace: Trace): Promise<void> {
  try {
    await using items = aclosing(stubborn(trace));
    trace("got", (await items.next()).value);
  } catch (error) {
    trace("refused", kind(error));
  }
}
