/** traps: 25, 198 */

import { ContextVar, copyContext, getRunningLoop, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const variable = new ContextVar("var", { default: "main" });

export async function main(trace: Trace): Promise<void> {
  const loop = getRunningLoop();
  const context = copyContext();
  context.run(() => variable.set("given"));
  const handle = loop.callSoon({ context }, () => trace("runs in", variable.get()));
  trace("its context", handle.getContext() === context, handle.cancelled());
  const copied = loop.callSoon(() => trace("runs in", variable.get()));
  trace("a copy", copied.getContext() !== copyContext(), copied.getContext().get(variable));
  variable.set("changed later");
  await sleep(1);
  const timers = [loop.callLater(2, trace, "two"), loop.callAt({ context }, 2, trace, "at two")];
  const deadlines = () => timers.map((timer) => timer.when());
  trace("deadlines", deadlines(), timers[1]?.getContext() === context);
  await sleep(1.5);
  timers[0]?.cancel();
  trace(
    "after",
    deadlines(),
    timers.map((timer) => timer.cancelled()),
  );
  await sleep(5);
}
