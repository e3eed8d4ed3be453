/** traps: 145 */

import { CancelledError, ExceptionGroup, sleep, TaskGroup, TimeoutError, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

async function child(trace: Trace, name: string, seconds: number, deadline: number): Promise<void> {
  try {
    await within(timeout(deadline), async () => {
      await sleep(seconds);
      trace("in time", name);
    });
  } catch (error) {
    if (error instanceof TimeoutError) trace("too late", name);
    if (name === "c") throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(timeout(10), () =>
      within(new TaskGroup(), async (group) => {
        group.createTask(child(trace, "a", 1, 2));
        group.createTask(child(trace, "b", 2, 1));
        group.createTask(child(trace, "c", 4, 3));
        group.createTask(child(trace, "d", 8, 9));
      }),
    );
  } catch (error) {
    if (error instanceof ExceptionGroup) trace("the group", error.errors.map(kind));
  }
  try {
    await within(timeout(1), () =>
      within(new TaskGroup(), async (group) => {
        group.createTask(child(trace, "e", 5, 4));
      }),
    );
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    trace("plain from outside", error.cause instanceof CancelledError);
  }
}
