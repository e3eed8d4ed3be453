/** traps: 84 */

import { allTasks, createTask, getRunningLoop } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function work(): Promise<string> {
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  const future = getRunningLoop().createFuture<string>();
  for (const wrong of [work, future, undefined, "coroutine", 42, () => work()]) {
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        createTask(wrong as Promise<string>);
      } catch (error) {
        trace("refused", attempt, kind(error));
      }
    }
  }
  trace("tasks", allTasks().size);
}
