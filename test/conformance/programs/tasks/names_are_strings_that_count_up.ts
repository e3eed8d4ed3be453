/** traps: 85 */

import { createTask, gather } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(): Promise<void> {}

export async function main(trace: Trace): Promise<void> {
  const named = createTask(work(), { name: "worker" });
  const numbered = createTask(work(), { name: 123 });
  trace("names", named.getName(), numbered.getName());
  const [first, second] = [createTask(work()), createTask(work())] as const;
  const prefixes = [first, second].map((task) => task.getName().split("-")[0]);
  const [low, high] = [first, second].map((task) => Number(task.getName().split("-")[1])) as [number, number];
  trace("default", prefixes, high - low);
  named.setName("renamed");
  trace("renamed", named.getName());
  named.setName(7);
  trace("a string again", named.getName());
  await gather(named, numbered, first, second);
}
