/** traps: 198 */

import { ContextVar, copyContext, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "unset" });

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();

  function callback(name: string): void {
    trace(name, variable.get());
    variable.set(`by ${name}`);
  }

  variable.set("first");
  loop.callSoon(callback, "copy");
  loop.callLater(0, callback, "timer");
  variable.set("second");
  const given = copyContext();
  loop.callSoon({ context: given }, callback, "given");
  loop.callSoon({ context: given }, callback, "given again");
  variable.set("third");
  await sleep(1);
  trace("main", variable.get());
  trace("given", given.get(variable));
}
