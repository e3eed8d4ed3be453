/** traps: 203 */

import { ContextVar, copyContext } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar<unknown>("var");
const other = new ContextVar<string>("other");

export async function main(trace: Trace): Promise<void> {
  const shared = ["shared"];
  variable.set(shared);
  const snapshot = copyContext();
  const copy = snapshot.copy();
  shared.push("by reference");
  variable.set("new");
  other.set("new");
  copy.run(() => other.set("in the copy"));
  trace("snapshot", snapshot.get(variable), snapshot.size, snapshot.has(other));
  trace("copy", copy.get(variable), copy.size, copy.get(other));
  trace("items", [...copy].map((v) => v.name).sort(), [...copy.values()].length);
}
