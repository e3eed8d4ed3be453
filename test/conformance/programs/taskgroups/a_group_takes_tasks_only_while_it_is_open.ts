/** traps: 130 */

import { CancelledError, ExceptionGroup, RuntimeError, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function child(): Promise<void> {
  await sleep(1);
}

async function fail(): Promise<void> {
  throw new RangeError("child");
}

function attempt(trace: Trace, when: string, group: TaskGroup): void {
  try {
    group.createTask(child());
    trace("made", when);
  } catch (error) {
    if (error instanceof RuntimeError) trace("refused", when);
  }
}

export async function main(trace: Trace): Promise<void> {
  let group = new TaskGroup();
  attempt(trace, "before the entry", group);
  await within(group, async () => attempt(trace, "inside", group));
  attempt(trace, "after the end", group);
  group = new TaskGroup();
  try {
    await within(group, async () => {
      group.createTask(fail());
      try {
        await sleep(10);
      } catch (error) {
        if (error instanceof CancelledError) attempt(trace, "while shutting down", group);
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error);
  }
  attempt(trace, "after the error", group);
}
