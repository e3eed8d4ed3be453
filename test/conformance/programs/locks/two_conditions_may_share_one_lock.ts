/** traps: 156 */

import { Condition, gather, Lock, sleep } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const lock = new Lock();
  const [notEmpty, notFull] = [new Condition(lock), new Condition(lock)];
  const items: number[] = [];

  async function produce(count: number): Promise<void> {
    for (let n = 0; n < count; n++) {
      await within(notFull, async () => {
        await notFull.waitFor(() => items.length < 2);
        items.push(n);
        trace("put", n, notEmpty.locked());
        notEmpty.notify();
      });
    }
  }

  async function consume(name: string, count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      await within(notEmpty, async () => {
        await notEmpty.waitFor(() => items.length > 0);
        trace("took", name, items.shift());
        notFull.notify();
      });
      await sleep(1);
    }
  }

  await gather(produce(6), consume("a", 3), consume("b", 3));
  trace("free", lock.locked(), notFull.locked());
}
