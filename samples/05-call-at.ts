// callAt: a metronome. Each beat is placed on the loop's own clock, counted from the start, so that a late
// beat does not delay the ones after it, as a chain of callLater would.
import { newEventLoop } from "tsyncio";

const PERIOD = 0.02;
const BEATS = 4;

const loop = newEventLoop();
const start = loop.time();

function beat(n: number): void {
  const early = loop.time() < start + n * PERIOD - 0.001;
  console.log(`beat ${n}${early ? ", too early" : ""}`);
  if (n < BEATS) loop.callAt(start + (n + 1) * PERIOD, beat, n + 1);
  else loop.stop();
}

loop.callAt(start + PERIOD, beat, 1);
await loop.runForever();
loop.close();
