/** traps: 184, 214 */

import { allTasks, createTask, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function* numbers(trace: Trace) {
  try {
    yield 1;
    yield 2;
  } finally {
    trace("generator closes", allTasks().size);
    await sleep(1);
    trace("generator is closed");
  }
}

export async function main(trace: Trace): Promise<string> {
  const work = async () => {
    try {
      await sleep(100);
    } finally {
      trace("task ends");
    }
  };
  createTask(work());
  const generator = numbers(trace);
  trace("got", (await generator.next()).value);
  await sleep(1);
  return "result";
}
