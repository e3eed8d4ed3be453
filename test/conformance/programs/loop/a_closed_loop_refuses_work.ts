/** traps: 38 */

import { VirtualEventLoop } from "tsyncio/testing";
import { kind, type Trace } from "../conformance.ts";

async function nothing(): Promise<void> {}

function refused(trace: Trace, name: string, action: () => unknown): void {
  try {
    action();
  } catch (error) {
    trace(name, kind(error));
  }
}

async function refusedRun(trace: Trace, name: string, action: () => Promise<unknown>): Promise<void> {
  "use native";
  await action().catch((error: unknown) => trace(name, kind(error)));
}

export async function script(trace: Trace): Promise<void> {
  "use native";
  const loop = new VirtualEventLoop();
  loop.callSoon(refused, trace, "close while running", () => loop.close());
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  trace("closed", loop.isClosed());
  loop.callSoon(trace, "dropped by close");
  loop.close();
  loop.close();
  trace("closed", loop.isClosed());
  refused(trace, "call_soon", () => loop.callSoon(trace, "never"));
  refused(trace, "call_later", () => loop.callLater(1, trace, "never"));
  refused(trace, "call_at", () => loop.callAt(1, trace, "never"));
  await refusedRun(trace, "run_forever", async () => loop.runForever());
  refused(trace, "create_task", () => loop.createTask(nothing()));
}
