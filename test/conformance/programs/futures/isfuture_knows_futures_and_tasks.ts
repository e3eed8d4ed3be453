/** traps: 59 */

import { createTask, Future, getRunningLoop, isFuture } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(): Promise<void> {}

export async function main(trace: Trace): Promise<void> {
  const coro = work();
  trace("a future", isFuture(getRunningLoop().createFuture()));
  trace("a coroutine", isFuture(coro));
  trace("a task", isFuture(createTask(coro)));
  trace("a class", isFuture(Future));
  trace(
    "others",
    [undefined, 1, "future", []].map((x) => isFuture(x)),
  );
}
