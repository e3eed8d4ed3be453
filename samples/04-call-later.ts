// callLater beside callSoon: callSoon runs first, wherever it stands, then the smaller delay. Delays are
// seconds.
import { newEventLoop } from "tsyncio";

function say(what: string): void {
  console.log(what);
}

const loop = newEventLoop();
loop.callLater(0.09, () => loop.stop());
loop.callLater(0.06, say, "third: in 0.06 s");
loop.callLater(0.03, say, "second: in 0.03 s");
loop.callSoon(say, "first: soon");

const never = loop.callLater(0.05, say, "never: cancelled before it was due");
never.cancel();

await loop.runForever();
loop.close();
