// callSoon with a context: the callback sees the variables of that context. Without one it sees a copy of
// those that were current when callSoon was called.
import { ContextVar, copyContext, newEventLoop } from "tsyncio";

const user = new ContextVar("user", { default: "nobody" });

function log(event: string): void {
  console.log(`${event}: ${user.get()}`);
}

function rename(name: string): void {
  user.set(name);
}

const ada = copyContext();
ada.run(rename, "Ada");

const loop = newEventLoop();
loop.callSoon(log, "no context given");
loop.callSoon({ context: ada }, log, "Ada's context");
loop.callSoon({ context: ada }, rename, "Grace");
loop.callSoon({ context: ada }, log, "the same, changed by the callback before");
loop.callSoon(log, "no context given, still");
loop.callSoon(() => loop.stop());

await loop.runForever();
loop.close();
