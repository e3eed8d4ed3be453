/** traps: 134 */

import { CancelledError, currentTask, ExceptionGroup, sleep, TaskGroup } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function fail(delay: number, name: string): Promise<void> {
  try {
    await sleep(delay);
  } catch (error) {
    if (error instanceof CancelledError) throw new TypeError(`${name} in cleanup`);
  }
  throw new RangeError(name);
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(new TaskGroup(), async (outer) => {
      outer.createTask(fail(1, "a"));
      await within(new TaskGroup(), async (inner) => {
        inner.createTask(fail(2, "b"));
        inner.createTask(sleep(3));
        await sleep(10);
      });
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error, currentTask()?.cancelling());
  }
  try {
    await within(new TaskGroup(), async (outer) => {
      await within(new TaskGroup(), async (inner) => {
        inner.createTask(fail(1, "b"));
        outer.createTask(fail(5, "a"));
      });
    });
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("group", error, currentTask()?.cancelling());
  }
}
