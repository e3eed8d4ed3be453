// The await at which a coroutine waits, for call graphs: code compiled with the option `debug` tells of each await.
// Not here: the graph itself (graph.ts). Without that option none of this is called.
// Invariant: a place belongs to a depth on a task's stack, and is forgotten when something below that depth awaits.

import { type CapturedCalls, captureCalls, linesOf, parseCall } from "./calls.ts";
import { coroutineName } from "./coroutines.ts";
import { executingLoop } from "./events.ts";
import type { Task } from "./tasks.ts";

/** By task, and by depth on its stack: where the coroutine at that depth has awaited last. */
const places = new WeakMap<Task<unknown>, (CapturedCalls | undefined)[]>();

/**
 * `x` in `await x` of compiled code: gives it back, and remembers the place.
 *
 * @example
 * ```ts
 * import * as tsyncio from "tsyncio/compiled";
 * function* work(delay: Promise<void>) {
 *   yield tsyncio.awaited(delay);
 * }
 * ```
 */
export function awaited<T>(value: T): T {
  const task = executingLoop()?._currentTask;
  if (task !== undefined) remember(task, captureCalls(awaited, 1));
  return value;
}

function remember(task: Task<unknown>, calls: CapturedCalls | undefined): void {
  let known = places.get(task);
  if (known === undefined) {
    known = [];
    places.set(task, known);
  }
  const depth = task._depth;
  known[depth] = calls;
  known.length = depth + 1;
}

/**
 * Where `coro` waits, as `file:line:column`; it stands at `depth` on the stack of `task`. Undefined for code that was
 * compiled without the option: the place known for this depth is then that of another coroutine.
 */
export function placeOf(task: Task<unknown>, depth: number, coro: object): string | undefined {
  const [line] = linesOf(places.get(task)?.[depth]);
  if (line === undefined) return undefined;
  const { name, place } = parseCall(line);
  const own = coroutineName(coro, "");
  return own === "" || own.replace(/\(\).*$/, "") === name ? place : undefined;
}
