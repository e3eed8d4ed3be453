// callSoon passes positional arguments only: named ones travel in a closure (functools.partial in Python).
import { newEventLoop } from "tsyncio";

function brew(drink: string, { cups, milk }: { cups: number; milk: string }): void {
  console.log(`${cups} x ${drink}, ${milk} milk`);
}

const loop = newEventLoop();
loop.callSoon(() => brew("espresso", { cups: 2, milk: "no" }));
loop.callSoon(() => brew("tea", { cups: 1, milk: "a drop of" }));
loop.callSoon(() => loop.stop());

await loop.runForever();
loop.close();
