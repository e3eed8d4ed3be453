/** traps: 134 */

import { CancelledError, type ExceptionGroup, sleep, type Task, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function fail(seconds: number, message: string): Promise<void> {
  await sleep(seconds);
  throw new RangeError(message);
}

async function replace(message: string): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    throw error instanceof CancelledError ? new TypeError(message) : error;
  }
}

async function swallow(trace: Trace): Promise<string> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("swallowed");
  }
  return "value";
}

export async function main(trace: Trace): Promise<void> {
  const tasks: Task<unknown>[] = [];
  try {
    await within(new TaskGroup(), async (group) => {
      tasks.push(group.createTask(fail(1, "first")));
      tasks.push(group.createTask(replace("instead of the cancellation")));
      tasks.push(group.createTask(swallow(trace)));
      tasks.push(group.createTask(fail(1, "in the same turn")));
      await replace("the body, too");
    });
  } catch (error) {
    const [values, others] = (error as ExceptionGroup).split(RangeError);
    if (values) trace("values", values);
    if (others) trace("types", others);
  }
  trace(
    "tasks",
    tasks.map((task) => task.cancelled()),
    tasks[2]?.result(),
  );
}
