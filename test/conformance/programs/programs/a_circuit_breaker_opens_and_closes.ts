import { getRunningLoop, sleep, TimeoutError, timeout } from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

class Open extends Error {}

class Breaker {
  failures = 0;
  until = 0;
  readonly limit: number;
  readonly seconds: number;

  constructor(limit: number, seconds: number) {
    this.limit = limit;
    this.seconds = seconds;
  }

  async call<T>(call: () => Promise<T>): Promise<T | undefined> {
    const loop = getRunningLoop();
    if (loop.time() < this.until) throw new Open("not yet");
    try {
      const value = await within(timeout(1), call);
      this.failures = 0;
      return value;
    } catch (error) {
      this.failures++;
      if (this.failures >= this.limit) this.until = loop.time() + this.seconds;
      throw error;
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  const breaker = new Breaker(2, 3);
  const answers = ["fail", "slow", "fail", "fine", "fine", "slow", "fine"];

  async function service(): Promise<string | undefined> {
    const answer = answers.shift();
    await sleep(answer === "slow" ? 5 : 0.5);
    if (answer === "fail") throw new RangeError("service");
    return answer;
  }

  while (answers.length > 0) {
    try {
      trace("answer", await breaker.call(service));
    } catch (error) {
      if (error instanceof RangeError || error instanceof TimeoutError) {
        trace("failure", kind(error), breaker.failures);
      } else {
        trace("open", error, breaker.until);
        await sleep(1);
      }
    }
  }
}
