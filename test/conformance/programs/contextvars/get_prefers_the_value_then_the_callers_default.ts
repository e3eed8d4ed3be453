/** traps: 202 */

import { ContextVar, copyContext } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const bare = new ContextVar<string>("bare");
  const declared = new ContextVar("declared", { default: "declared default" });
  trace("names", bare.name, declared.name);
  try {
    bare.get();
  } catch (error) {
    trace("nothing at all", kind(error));
  }
  trace("the caller's", bare.get("caller's"), declared.get("caller's"), bare.get(undefined));
  trace("the declared", declared.get());
  const context = copyContext();
  trace("no entry", context.has(declared), context.get(declared), context.get(declared, "given"));
  bare.set("value");
  declared.set("value");
  trace("the value", bare.get("caller's"), declared.get("caller's"));
  trace("an entry", copyContext().has(declared), context.has(declared));
}
