import { gather, getRunningLoop, isCoroutine, isCoroutineFunction, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

async function work(): Promise<number> {
  return 1;
}

function plain(): Promise<number> {
  return work();
}

function* generate(): Generator<number> {
  yield 1;
}

class Thing {
  async method(): Promise<number> {
    return 2;
  }

  static async static(): Promise<number> {
    return 3;
  }
}

export async function main(trace: Trace): Promise<void> {
  const thing = new Thing();
  const functions = [
    work,
    plain,
    generate,
    thing.method,
    Thing.static,
    () => 1,
    String,
    undefined,
    5,
    work(),
  ];
  trace(
    "functions",
    functions.map((each) => isCoroutineFunction(each)),
  );
  const coroutines = [work(), plain(), thing.method(), Thing.static()];
  trace(
    "coroutines",
    coroutines.map((each) => isCoroutine(each)),
  );
  const others = [work, sleep, getRunningLoop().createFuture(), undefined, 5, "text", []];
  trace(
    "others",
    others.map((each) => isCoroutine(each)),
  );
  trace("sleep is one", isCoroutineFunction(sleep), isCoroutineFunction(gather));
  const results: number[] = [];
  for (const each of coroutines) results.push(await each);
  trace("results", results);
}
