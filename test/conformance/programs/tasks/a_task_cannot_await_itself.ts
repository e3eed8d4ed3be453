/** traps: 81 */

import { createTask, currentTask, sleep } from "tsyncio";
import { kind, Ticker, type Trace } from "../conformance.ts";

async function work(trace: Trace): Promise<string> {
  const ticker = new Ticker();
  try {
    await currentTask();
  } catch (error) {
    trace("refused", kind(error), ticker.stop());
  }
  await sleep(1);
  return "went on";
}

export async function main(trace: Trace): Promise<void> {
  trace("result", await createTask(work(trace)));
}
