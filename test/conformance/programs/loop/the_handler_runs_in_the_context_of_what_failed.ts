/** traps: 35 */

import { ContextVar, copyContext, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "main" });

function fail(): never {
  throw new RangeError("callback");
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  loop.setExceptionHandler((_, context) => trace("handler", context.exception, variable.get()));
  const context = copyContext();
  context.run(() => variable.set("callback"));
  loop.callSoon({ context }, fail);
  loop.callLater({ context }, 1, fail);
  await sleep(2);
  trace("outside", variable.get());
}
