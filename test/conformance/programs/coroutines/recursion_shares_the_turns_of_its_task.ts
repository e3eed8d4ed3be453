import { gather, sleep } from "tsyncio";
import { Ticker, type Trace } from "../conformance.ts";

async function fibonacci(n: number): Promise<number> {
  if (n < 2) {
    await sleep(0);
    return n;
  }
  return (await fibonacci(n - 1)) + (await fibonacci(n - 2));
}

export async function main(trace: Trace): Promise<void> {
  let ticker = new Ticker();
  trace("alone", await fibonacci(7), ticker.stop());
  ticker = new Ticker();
  trace("side by side", await gather(fibonacci(7), fibonacci(6)), ticker.stop());
  ticker = new Ticker();
  const results: number[] = [];
  for (let n = 0; n < 5; n++) results.push(await fibonacci(n));
  trace("one after the other", results, ticker.stop());
}
