/** traps: 194 */

import { AsyncExitStack, LookupError, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const seeing = (answer?: boolean) => async (error: unknown) => {
    await sleep(0);
    trace("sees", error);
    return answer;
  };
  const raising = (error: Error) => () => {
    trace("raises", error);
    throw error;
  };
  {
    await using stack = new AsyncExitStack();
    stack.pushAsyncExit(seeing(false));
    stack.pushAsyncExit(seeing(true));
    stack.push(raising(new LookupError("third")));
    stack.pushAsyncExit(seeing());
    stack.pushAsyncExit(seeing(true));
    stack.push(raising(new LookupError("second")));
    stack.pushAsyncExit(seeing(false));
    fail(new RangeError("first"));
  }
  trace("goes on");
  try {
    await using stack = new AsyncExitStack();
    stack.pushAsyncExit(seeing(false));
    stack.push(raising(new LookupError("of an exit")));
    stack.pushAsyncExit(seeing(true));
    throw new RangeError("of the body");
  } catch (error) {
    if (error instanceof LookupError) trace("raised", error);
  }
}

function fail(error: Error): void {
  throw error;
}
