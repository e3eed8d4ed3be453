/** traps: 61 */

import { createTask, type Future, getRunningLoop, sleep, wait } from "tsyncio";
import type { Trace } from "../conformance.ts";

function words(future: Future<unknown>): string[] {
  const details = ["result=5", "exception="].filter((word) => String(future).includes(word));
  return [String(future).split(" ")[1]?.replace(">", "") ?? "", ...details];
}

async function idle(): Promise<void> {
  await sleep(10);
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const future = loop.createFuture<number>();
  trace("future", words(future));
  future.setResult(5);
  trace("future", words(future));
  const failed = loop.createFuture<number>();
  failed.setException(new RangeError("no"));
  trace("failed", words(failed), failed.exception());
  const task = createTask(idle(), { name: "idler" });
  trace("task", words(task), String(task).includes("idler"));
  await sleep(0);
  task.cancel();
  trace("task", words(task));
  await wait([task]);
  trace("task", words(task));
  const [first, second] = [createTask(idle()), createTask(idle())];
  first.addDoneCallback(() => second);
  second.addDoneCallback(() => first);
  trace("two that know each other", words(first), words(second));
  first.cancel();
  second.cancel();
}
