import { Event, getRunningLoop, sleep, TimeoutError, timeout } from "tsyncio";
import { type Trace, within } from "../conformance.ts";

async function every(period: number, job: () => Promise<void>): Promise<never> {
  const loop = getRunningLoop();
  let beat = loop.time();
  for (;;) {
    await job();
    beat += period;
    while (beat < loop.time()) beat += period;
    const reached = new Event();
    loop.callAt(beat, () => reached.set());
    await reached.wait();
  }
}

export async function main(trace: Trace): Promise<void> {
  const durations = [0.25, 2.5, 0.5, 0, 1];

  async function job(): Promise<void> {
    const seconds = durations.shift() ?? 0;
    trace("begins", seconds);
    await sleep(seconds);
  }

  try {
    await within(timeout(9.5), () => every(1, job));
  } catch (error) {
    if (error instanceof TimeoutError) trace("over");
  }
}
