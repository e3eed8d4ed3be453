/** traps: 34, 37 */

import { BaseException, type ExceptionContext, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Odd extends BaseException {}

class ZeroDivisionError extends Error {}

function raise(error: Error): never {
  throw error;
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();

  function handler(fromLoop: unknown, context: ExceptionContext): void {
    trace("handler", Object.keys(context).sort(), context.exception, fromLoop === loop);
  }

  loop.setExceptionHandler(handler);
  trace("handler set", loop.getExceptionHandler() === handler);
  loop.callSoon(raise, new RangeError("an Exception"));
  loop.callSoon(raise, new Odd("a BaseException"));
  loop.callSoon(trace, "the next in the batch");
  loop.callLater(1, raise, new ZeroDivisionError("in a timer"));
  await sleep(0);
  trace("still running");
  await sleep(2);
  loop.setExceptionHandler(undefined);
  trace("handler removed", loop.getExceptionHandler());
}
