import { createTask, EventLoop, type ExceptionContext, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

declare const console: { error(): void };

function fail(): never {
  throw new RangeError("no");
}

function python(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** What the default handler does, which the loop of these programs overrides, but for what it writes. */
function handleByDefault(context: ExceptionContext): void {
  const { error } = console;
  console.error = () => {};
  EventLoop.prototype.defaultExceptionHandler.call(getRunningLoop() as EventLoop, context);
  console.error = error;
}

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const report = () => loop.callExceptionHandler({ message: "told" });
  const reporting = async () => report();

  loop.setExceptionHandler((_, context) => {
    const before = Object.keys(context);
    handleByDefault(context);
    const added = Object.keys(context).filter((key) => !before.includes(key));
    trace("told", before.map(python).sort(), added.map(python));
  });
  for (const debug of [false, true]) {
    loop.setDebug(debug);
    loop.callSoon(report);
    await sleep(0);
    loop.callSoon(fail);
    await sleep(0);
    loop.callLater(1, report);
    await sleep(2);
    await createTask(reporting());
  }
  loop.setDebug(false);
}
