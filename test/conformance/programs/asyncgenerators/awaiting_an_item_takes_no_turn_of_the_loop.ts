import { sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

async function* quick() {
  for (let number = 0; number < 100; number++) yield number;
}

async function* pausing() {
  for (let number = 0; number < 10; number++) {
    await sleep(0);
    yield number;
  }
}

export async function main(trace: Trace): Promise<void> {
  let ticker = new Ticker();
  for await (const _ of quick());
  trace("quick", ticker.stop());
  ticker = new Ticker();
  for await (const _ of pausing());
  trace("pausing", ticker.stop());
}
