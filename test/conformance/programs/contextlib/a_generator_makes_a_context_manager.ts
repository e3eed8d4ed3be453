import { asyncContextManager, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

const connection = asyncContextManager(async function* (trace: Trace, name: string) {
  await sleep(1);
  trace("opened", name);
  try {
    yield { name };
  } finally {
    await sleep(2);
    trace("closed", name);
  }
});

export async function main(trace: Trace): Promise<void> {
  {
    await using a = connection(trace, "a");
    trace("inside", { name: a.name });
    {
      await using b = connection(trace, "b");
      trace("inside", { name: b.name });
    }
  }
  trace("outside");
}
