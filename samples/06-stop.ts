// Stopping the loop: the callbacks of the current turn still run, what they schedule waits for the next
// run.
import { newEventLoop } from "tsyncio";

const loop = newEventLoop();

function say(what: string): void {
  console.log(what);
}

function stopHere(): void {
  console.log("stopping");
  loop.stop();
  loop.callSoon(say, "scheduled while stopping: runs only when the loop runs again");
}

loop.callSoon(stopHere);
loop.callSoon(say, "already in this turn: runs before the loop stops");
await loop.runForever();
console.log(loop.isRunning() ? "running" : "stopped");

loop.callSoon(() => loop.stop());
await loop.runForever();

loop.close();
console.log(loop.isClosed() ? "closed" : "open");
