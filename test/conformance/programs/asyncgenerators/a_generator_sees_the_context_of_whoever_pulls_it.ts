/** traps: 188 */

import { ContextVar, gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const who = new ContextVar("who", { default: "nobody" });

async function* names() {
  for (;;) {
    yield who.get();
    who.set(`${who.get()}!`);
  }
}

export async function main(trace: Trace): Promise<void> {
  const generator = names();
  trace("main", (await generator.next()).value);
  const pull = async (name: string) => {
    who.set(name);
    for (let i = 0; i < 2; i++) {
      trace(name, (await generator.next()).value, who.get());
      await sleep(1);
    }
  };
  await gather(pull("ada"), pull("bob"));
  trace("main", (await generator.next()).value, who.get());
  trace("main", (await generator.next()).value, who.get());
}
