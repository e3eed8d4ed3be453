/** traps: 131, 135 */

import { sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function spawn(trace: Trace, group: TaskGroup, depth: number): Promise<void> {
  await sleep(1);
  if (depth > 0) group.createTask(spawn(trace, group, depth - 1));
  trace("child", depth);
}

export async function main(trace: Trace): Promise<void> {
  await within(new TaskGroup(), async (group) => {
    group.createTask(spawn(trace, group, 3));
    trace("the body ends");
  });
  trace("all done");
}
