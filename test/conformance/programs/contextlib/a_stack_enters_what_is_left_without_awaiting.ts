/** traps: 194 */

import { AsyncExitStack, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Held implements Disposable {
  readonly trace: Trace;
  readonly name: string;

  constructor(trace: Trace, name: string) {
    this.trace = trace;
    this.name = name;
  }

  [Symbol.dispose](): void {
    this.trace("left", this.name);
  }
}

export async function main(trace: Trace): Promise<void> {
  const stack = new AsyncExitStack();
  {
    await using _ = stack;
    const first = stack.enterContext(new Held(trace, "first"));
    stack.pushAsyncCallback((seconds: number) => sleep(seconds), 1);
    const second = stack.enterContext(new Held(trace, "second"));
    stack.push((error) => trace("exit", error));
    stack.callback(trace, "callback", 1);
    trace("entered", first.name, second.name);
  }
  for (const wrong of [5, {}]) {
    try {
      stack.enterContext(wrong as never);
    } catch (error) {
      if (error instanceof TypeError) trace("refused");
    }
  }
}
