/** traps: 8 */

import { RuntimeError, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  async function ouroboros(): Promise<string> {
    try {
      await coro;
    } catch (error) {
      trace("refused", error instanceof RuntimeError);
    }
    await sleep(1);
    return "bites no more";
  }

  const coro = ouroboros();
  trace("result", await coro);
}
