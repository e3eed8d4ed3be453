/** traps: 202, 203 */

import { Context, ContextVar, copyContext } from "tsyncio";
import type { Trace } from "../conformance.ts";

const first = new ContextVar<string | number>("first", { default: 1 });
const second = new ContextVar<string>("second");
const third = new ContextVar<string>("third");

function names(variables: Iterable<ContextVar<unknown>>): Set<string> {
  return new Set([...variables].map((variable) => variable.name));
}

function fill(trace: Trace): void {
  first.set("one");
  second.set("two");
  const context = copyContext();
  trace("inside", context.size, names(context), context.has(first), context.has(third));
}

export async function main(trace: Trace): Promise<void> {
  const context = new Context();
  trace("empty", context.size, [...context], context.has(first), context.get(first), context.get(first, "?"));
  context.run(fill, trace);
  trace("filled", context.size, names(context.keys()), new Set(context.values()));
  trace("items", new Set([...context.items()].map(([variable, value]) => `${variable.name}=${value}`)));
  trace("get", context.get(first), context.get(second), context.get(third), context.get(third, "none"));
  const copy = context.copy();
  copy.run(() => third.set("three"));
  trace("a copy", copy.size, context.size, copy.get(first));
  trace("outside", first.get(), second.get("unset"));
}
