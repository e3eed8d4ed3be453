/** traps: 35, 37 */

import { type AbstractEventLoop, createTask, type ExceptionContext, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function idle(): Promise<void> {
  await sleep(0);
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const [future, task] = [loop.createFuture(), createTask(idle())];
  const handle = loop.callLater(1, trace, "never");
  const given = { message: "by hand", exception: new RangeError("e"), future, task, handle };

  function handler(fromLoop: AbstractEventLoop, context: ExceptionContext): void {
    const same = context.future === future && context.task === task && context.handle === handle;
    const keys = Object.keys(context).sort();
    trace("handler", fromLoop === loop, keys, context.message, context.exception, same);
  }

  loop.setExceptionHandler(handler);
  loop.callExceptionHandler(given);
  loop.callExceptionHandler({ ...given, extra: [1, 2] });
  for (const wrong of [5, "text", []]) {
    try {
      loop.setExceptionHandler(wrong as never);
    } catch (error) {
      if (error instanceof TypeError) trace("not callable", wrong);
    }
  }
  trace("the handler stays", loop.getExceptionHandler() === handler);
  handle.cancel();
  await task;
}
