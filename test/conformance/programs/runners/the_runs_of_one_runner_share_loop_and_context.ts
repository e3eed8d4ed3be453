/** traps: 206, 219 */

import { Context, ContextVar, getRunningLoop, Runner, sleep } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "unset" });

async function write(value: string): Promise<[string, number]> {
  const before = variable.get();
  variable.set(value);
  await sleep(1);
  return [before, getRunningLoop().time()];
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const runner = new Runner({ loopFactory: () => new VirtualEventLoop() });
  const loop = runner.getLoop();
  trace("lazy", runner.getLoop() === loop, loop.isRunning());
  trace("first", await runner.run(write("first")));
  trace("second", await runner.run(write("second")));
  const context = new Context();
  trace("a context of its own", await runner.run(write("third"), { context }), context.get(variable));
  trace("outside", variable.get());
  await runner.close();
  await runner.close();
  trace("closed", loop.isClosed());
  for (const [name, action] of [
    ["get_loop", () => runner.getLoop()],
    ["run", () => runner.run(sleep(0))],
  ] as const) {
    try {
      await action();
    } catch (error) {
      trace(name, kind(error));
    }
  }
}
