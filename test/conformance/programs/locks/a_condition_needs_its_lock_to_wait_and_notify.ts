/** traps: 157 */

import { Condition, createTask, RuntimeError, sleep } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const condition = new Condition();
  const calls = [
    ["notify", () => condition.notify()],
    ["notify_all", () => condition.notifyAll()],
    ["wait", () => condition.wait()],
  ] as const;
  for (const [name, call] of calls) {
    try {
      await call();
    } catch (error) {
      if (error instanceof RuntimeError) trace("refused", name);
    }
  }
  trace("no lock needed", await condition.waitFor(() => 42));
  try {
    await condition.waitFor(() => false);
  } catch (error) {
    if (error instanceof RuntimeError) trace("refused", "wait_for");
  }
  const state: number[] = [];
  const consumer = async () => {
    await within(condition, async () => {
      trace("got", await condition.waitFor(() => state.length > 1 && state.length));
    });
  };
  const task = createTask(consumer());
  for (let i = 0; i < 3; i++) {
    await sleep(1);
    await within(condition, async () => {
      state.push(1);
      condition.notifyAll();
    });
  }
  await task;
}
