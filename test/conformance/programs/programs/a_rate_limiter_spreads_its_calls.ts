import { asyncEnter, asyncExit, gather, getRunningLoop, sleep } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

class RateLimiter {
  readonly calls: number;
  readonly seconds: number;
  times: number[] = [];

  constructor(calls: number, seconds: number) {
    this.calls = calls;
    this.seconds = seconds;
  }

  async [asyncEnter](): Promise<void> {
    const loop = getRunningLoop();
    for (;;) {
      this.times = this.times.filter((time) => time > loop.time() - this.seconds);
      const [oldest] = this.times;
      if (oldest === undefined || this.times.length < this.calls) break;
      await sleep(oldest + this.seconds - loop.time());
    }
    this.times.push(loop.time());
  }

  async [asyncExit](): Promise<void> {}
}

async function call(trace: Trace, limiter: RateLimiter, n: number): Promise<number | undefined> {
  return await within(limiter, async () => {
    trace("call", n);
    await sleep(0.25);
    return n;
  });
}

export async function main(trace: Trace): Promise<void> {
  const limiter = new RateLimiter(3, 2);
  trace("results", await gather(...Array.from({ length: 10 }, (_, n) => call(trace, limiter, n))));
}
