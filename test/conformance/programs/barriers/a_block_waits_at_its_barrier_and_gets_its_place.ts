/** traps: 163 */

import { asyncEnter, asyncExit, Barrier, gather, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

async function runner(trace: Trace, barrier: Barrier, name: string, seconds: number): Promise<void> {
  await sleep(seconds);
  trace("arrives", name, barrier.nWaiting);
  const place = await barrier[asyncEnter]();
  trace("starts", name, place, barrier.nWaiting);
  await sleep(1);
  await barrier[asyncExit]();
  trace("leaves", name, barrier.broken);
}

export async function main(trace: Trace): Promise<void> {
  const barrier = new Barrier(3);
  trace("parties", barrier.parties, barrier.nWaiting, barrier.broken);
  await gather(...[..."abc"].map((name, n) => runner(trace, barrier, name, n)));
  const lonely = new Barrier(1);
  trace("alone", await lonely.wait(), await lonely.wait());
  for (const parties of [0, -1]) {
    try {
      new Barrier(parties);
    } catch (error) {
      trace("refused", kind(error));
    }
  }
}
