/** traps: 204 */

import { ContextVar } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "default" });

export async function main(trace: Trace): Promise<void> {
  {
    using _ = variable.set("in the block");
    trace("inside", variable.get());
  }
  trace("outside", variable.get());
  try {
    using _ = variable.set("in a failing block");
    throw new RangeError("x");
  } catch (error) {
    trace("after an error", error, variable.get());
  }
  const outer = variable.set("reset by hand");
  try {
    using token = outer;
    variable.reset(token);
    trace("reset inside", variable.get());
  } catch (error) {
    trace("a second reset", kind(error));
  }
}
