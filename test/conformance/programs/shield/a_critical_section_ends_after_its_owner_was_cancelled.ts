/** traps: 118 */

import { CancelledError, createTask, shield, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function commit(trace: Trace): Promise<string> {
  trace("commit begins");
  await sleep(2);
  trace("commit ends");
  return "committed";
}

async function request(trace: Trace): Promise<string> {
  const section = createTask(commit(trace));
  try {
    return await shield(section);
  } catch (error) {
    if (error instanceof CancelledError) {
      trace("waits for the commit", error, section.cancelling());
      trace("result", await section);
    }
    throw error;
  }
}

export async function main(trace: Trace): Promise<void> {
  const task = createTask(request(trace));
  await sleep(1);
  task.cancel("client gone");
  try {
    await task;
  } catch (error) {
    if (error instanceof CancelledError) trace("request is over", error);
  }
  trace("undisturbed", await request(trace));
}
