/** traps: 47 */

import { Context, ContextVar, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "unset" });

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<void>();

  function callback(): void {
    trace("callback sees", variable.get());
    variable.set("changed by the callback");
  }

  variable.set("when added");
  future.addDoneCallback(callback);
  const other = new Context();
  future.addDoneCallback(callback, { context: other });
  variable.set("when completed");
  future.setResult(undefined);
  await sleep(0);
  trace("the task sees", variable.get());
  trace("the given context sees", other.get(variable));
}
