/**
 * traps: 214
 *
 * The order in which CPython cancels them is that of a set, so each cleanup takes its own time.
 */

import { CancelledError, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function leftover(trace: Trace, name: string, cleanup: number): Promise<void> {
  try {
    await sleep(100);
  } catch (error) {
    if (error instanceof CancelledError) await sleep(cleanup);
    trace("cleaned up", name, error);
    throw error;
  }
}

async function unstarted(trace: Trace): Promise<void> {
  trace("started all the same, before the run ended");
  await sleep(0);
  trace("never");
}

export async function main(trace: Trace): Promise<string> {
  for (const [name, cleanup] of [
    ["a", 2],
    ["b", 1],
  ] as const) {
    createTask(leftover(trace, name, cleanup), { name });
  }
  await sleep(1);
  createTask(unstarted(trace));
  return "main is done";
}
