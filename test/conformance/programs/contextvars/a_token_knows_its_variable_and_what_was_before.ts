/** traps: 201, 204 */

import { ContextVar, LookupError, Token } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar<string>("var");

export async function main(trace: Trace): Promise<void> {
  const first = variable.set("first");
  const second = variable.set("second");
  trace("variable", first.var === variable, first.var.name);
  trace("before", first.oldValue === Token.MISSING, second.oldValue);
  variable.reset(second);
  trace("back", variable.get());
  variable.reset(first);
  trace("unset", variable.get("nothing"));
  try {
    variable.get();
  } catch (error) {
    trace("no value", error instanceof LookupError);
  }
  {
    using _outer = variable.set("outer");
    {
      using token = variable.set("inner");
      trace("in", variable.get(), token.oldValue);
    }
    trace("out", variable.get());
  }
  trace("outside", variable.get("nothing"));
}
