import { AsyncExitStack } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const stack = new AsyncExitStack();
  for (let round = 0; round < 2; round++) {
    stack.callback(trace, "callback", round);
    await stack.aclose();
    trace("closed", round);
  }
  await stack.aclose();
  {
    await using _ = stack;
    stack.callback(() => stack.callback(trace, "registered on the way out"));
    stack.callback(trace, "last in");
  }
  trace("done");
}
