/** traps: 228 */

import { CancelledError, createTask, Event, sleep, type Task, TimeoutError, wait, waitFor } from "tsyncio";
import type { Trace } from "../conformance.ts";

type Starter = () => Promise<string>;

async function race(trace: Trace, starters: Starter[], delay: number): Promise<unknown[]> {
  const errors: unknown[] = [];
  const winner: [string, number][] = [];
  const tasks: Task<void>[] = [];

  async function run(index: number, previous?: Event): Promise<void> {
    try {
      if (previous !== undefined) await waitFor(previous.wait(), delay);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    }
    const failed = new Event();
    if (index + 1 < starters.length) tasks.push(createTask(run(index + 1, failed)));
    errors.push(undefined);
    trace("starts", index);
    try {
      winner.push([await (starters[index] as Starter)(), index]);
    } catch (error) {
      errors[index] = error;
      if (error instanceof CancelledError) throw error;
      failed.set();
      return;
    }
    for (const [other, task] of tasks.entries()) if (other !== index) task.cancel();
  }

  tasks.push(createTask(run(0)));
  while (!tasks.every((task) => task.done())) await wait(tasks);
  return [winner, errors];
}

function starter(seconds: number, error?: string): Starter {
  return async () => {
    await sleep(seconds);
    if (error !== undefined) throw new RangeError(error);
    return `after ${seconds}`;
  };
}

export async function main(trace: Trace): Promise<void> {
  const [fail, slow, quick] = [starter(0.25, "refused"), starter(5), starter(1)] as const;
  trace("the second wins", await race(trace, [slow, quick, fail], 0.5));
  trace("early failure", await race(trace, [fail, quick, slow], 0.5));
  trace("nobody", await race(trace, [fail, fail], 0.5));
}
