// callSoon: the loop calls back on its next turn, in the order asked, with the positional arguments given.
import { newEventLoop } from "tsyncio";

function greet(greeting: string, name: string): void {
  console.log(`${greeting}, ${name}!`);
}

const loop = newEventLoop();
loop.callSoon(greet, "Good morning", "Ada");
loop.callSoon(greet, "Good evening", "Grace");
loop.callSoon(() => loop.stop());

console.log("nothing is called before the loop runs");
await loop.runForever();
loop.close();
