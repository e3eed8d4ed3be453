/** traps: 2 */

import { sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function value<T>(trace: Trace, name: unknown, result: T, delay = 0.5): Promise<T> {
  trace("starts", name);
  await sleep(delay);
  trace("ends", name);
  return result;
}

export async function main(trace: Trace): Promise<void> {
  trace("sum", (await value(trace, "a", 1)) + (await value(trace, "b", 2)) * (await value(trace, "c", 3)));
  const list: number[] = [];
  for (let n = 0; n < 3; n++) list.push(await value(trace, n, n));
  trace("list", list);
  trace("short", (await value(trace, "false", false)) && (await value(trace, "never", true)));
  trace("or", (await value(trace, "zero", 0)) || (await value(trace, "other", "other")));
  trace(
    "choice",
    (await value(trace, "if", true)) ? await value(trace, "yes", 1) : await value(trace, "no", 2),
  );
  trace("nested", await value(trace, "outer", (await value(trace, "inner", 1)) + 1));
}
