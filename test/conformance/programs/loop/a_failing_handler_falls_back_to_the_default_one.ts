/** traps: 36, 37 */

import { type ExceptionContext, getRunningLoop } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();

  function broken(_: unknown, context: ExceptionContext): void {
    trace("handler", context.message);
    throw new RangeError("broken handler");
  }

  function fallback(context: ExceptionContext): void {
    const original = context.context as ExceptionContext;
    trace("default", Object.keys(context).sort(), context.exception, original.message);
  }

  loop.setExceptionHandler(broken);
  loop.defaultExceptionHandler = fallback;
  loop.callExceptionHandler({ message: "by hand" });
  trace("and on it goes");
  loop.setExceptionHandler(undefined);
  loop.defaultExceptionHandler = (context) => trace("default", Object.keys(context).sort(), context.message);
  loop.callExceptionHandler({ message: "no handler set" });
}
