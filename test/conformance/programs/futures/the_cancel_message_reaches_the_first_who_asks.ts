/**
 * traps: 55, 56
 *
 * A task raises its original error once, with the message; whoever asks later gets a new one without it.
 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function sleeper(): Promise<void> {
  await sleep(10);
}

export async function main(trace: Trace): Promise<void> {
  for (const message of [undefined, "", "bye"]) {
    const task = createTask(sleeper());
    await sleep(0);
    message === undefined ? task.cancel() : task.cancel(message);
    for (let attempt = 0; attempt < 3; attempt++) {
      try {
        await task;
      } catch (error) {
        if (error instanceof CancelledError) trace("raised", attempt, error);
      }
    }
  }
}
