/** traps: 124, 134 */

import { allTasks, CancelledError, createTask, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function branch(left: Set<string>, name: string, depth: number): Promise<void> {
  try {
    await within(new TaskGroup(), async (group) => {
      if (depth > 0) {
        for (const side of "lr") group.createTask(branch(left, name + side, depth - 1));
      } else {
        await sleep(10);
      }
    });
  } catch (error) {
    if (error instanceof CancelledError) left.add(`${name} ${error.message}`);
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const left = new Set<string>();
  const root = createTask(branch(left, "root-", 2));
  await sleep(1);
  trace("alive", allTasks().size);
  root.cancel("felled");
  try {
    await root;
  } catch (error) {
    if (error instanceof CancelledError) trace("root", error, root.cancelled(), allTasks().size);
  }
  trace("each was left, in no order", left);
}
