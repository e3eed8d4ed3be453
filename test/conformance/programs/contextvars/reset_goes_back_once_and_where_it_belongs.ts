/** traps: 201 */

import { ContextVar, copyContext, Token } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const variable = new ContextVar<number>("var");
  const other = new ContextVar<number>("other");

  function attempt(name: string, action: () => unknown): void {
    try {
      trace(name, action());
    } catch (error) {
      trace(name, kind(error));
    }
  }

  const unset = variable.set(1);
  const first = variable.set(2);
  trace("tokens", unset.oldValue === Token.MISSING, first.oldValue, first.var === variable);
  attempt("a foreign variable", () => other.reset(first));
  attempt("a foreign context", () => copyContext().run(() => variable.reset(first)));
  attempt("reset", () => variable.reset(first));
  trace("value", variable.get());
  attempt("a second time", () => variable.reset(first));
  attempt("back to unset", () => variable.reset(unset));
  attempt("value", () => variable.get());
}
