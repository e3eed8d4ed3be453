import { createTask, gather, Semaphore, sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const semaphore = new Semaphore(0);
  const ticker = new Ticker();

  async function taker(name: string): Promise<void> {
    await semaphore.acquire();
    trace(name, ticker.count - start);
  }

  let start = ticker.count;
  const first = createTask(taker("the first"));
  await sleep(0);
  // They ask when the first has its permit already, and has not run yet: so they stand behind it.
  const others = ["the second", "the third", "the fourth"].map((name) => createTask(taker(name)));
  for (let i = 0; i < 4; i++) semaphore.release();
  start = ticker.count;
  await gather(first, ...others);
  ticker.stop();
  trace("all are taken", semaphore.locked());
}
