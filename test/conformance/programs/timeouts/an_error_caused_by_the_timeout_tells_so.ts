/** traps: 145 */

import { CancelledError, ExceptionGroup, sleep, TaskGroup, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

function chain(error: unknown): string[] {
  return error instanceof Error ? [kind(error), ...chain(error.cause)] : [];
}

async function cleanUp(trace: Trace, fails: boolean): Promise<void> {
  try {
    await sleep(10);
  } catch (error) {
    if (error instanceof CancelledError) trace("cancelled");
    if (fails) throw new RangeError("in cleanup", { cause: error });
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  try {
    await within(timeout(1), () => cleanUp(trace, true));
  } catch (error) {
    trace("alone", chain(error));
  }
  try {
    await within(timeout(1), async () => {
      await within(new TaskGroup(), async (group) => {
        group.createTask(cleanUp(trace, true));
        group.createTask(cleanUp(trace, false));
      });
    });
  } catch (error) {
    if (!(error instanceof ExceptionGroup)) throw error;
    trace("in a group", error.errors.map(chain));
  }
}
