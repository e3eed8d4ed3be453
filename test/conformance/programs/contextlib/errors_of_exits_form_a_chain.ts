/** traps: 194 */

import { AsyncExitStack, LookupError, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const fail = async (message: string) => {
    await sleep(1);
    throw new LookupError(message);
  };
  try {
    await using stack = new AsyncExitStack();
    for (const message of ["third", "second", "first"]) stack.pushAsyncCallback(fail, message);
    throw new RangeError("of the body");
  } catch (raised) {
    let error = raised as Error | undefined;
    while (error !== undefined) {
      trace("chain", error);
      error = error.cause as Error | undefined;
    }
  }
}
