/** traps: 157 */

import { Condition, createTask, sleep } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const condition = new Condition();
  const values = [0, "", null, "yes", 7];
  const asked: unknown[] = [];
  const predicate = () => {
    asked.push(values[0]);
    return values.shift();
  };

  async function waiter(): Promise<void> {
    await within(condition, async () => trace("truthy", await condition.waitFor(predicate), asked));
  }

  const task = createTask(waiter());
  for (let lap = 0; lap < 4; lap++) {
    await sleep(1);
    await within(condition, async () => {
      trace("notify", lap, asked.length);
      condition.notifyAll();
    });
  }
  await task;
  trace("true at once, without the lock", await condition.waitFor(() => "now"));
  try {
    await condition.waitFor(() => false);
  } catch (error) {
    trace("must wait, without the lock", kind(error));
  }
}
