import { AsyncExitStack, asyncContextManager, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

class ConnectionError extends Error {}

const connection = asyncContextManager(async function* (trace: Trace, name: string, fails = false) {
  await sleep(1);
  if (fails) throw new ConnectionError(name);
  trace("opened", name);
  try {
    yield { name };
  } finally {
    await sleep(1);
    trace("closed", name);
  }
});

async function openAll(trace: Trace, fails: boolean) {
  await using stack = new AsyncExitStack();
  for (const name of ["a", "b"]) await stack.enterAsyncContext(connection(trace, name));
  await stack.enterAsyncContext(connection(trace, "c", fails));
  return stack.popAll();
}

export async function main(trace: Trace): Promise<void> {
  for (const fails of [false, true]) {
    try {
      const stack = await openAll(trace, fails);
      trace("all are open");
      await stack.aclose();
    } catch (error) {
      if (error instanceof ConnectionError) trace("failed", error.message);
    }
  }
}
