/** traps: 200 */

import { Context, ContextVar } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "default" });

export async function main(trace: Trace): Promise<void> {
  variable.set("outer");
  const context = new Context();

  function fail(first: number, second: number[]): void {
    trace("arguments", first, second, variable.get("nothing"));
    variable.set("inner");
    throw new RangeError("from run");
  }

  try {
    context.run(fail, 1, [2]);
  } catch (error) {
    trace("raised", error);
  }
  trace("outside", variable.get());
  trace("inside it stays", context.get(variable));
}
