import { gather, getRunningLoop, IncompleteReadError, LimitOverrunError } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const cases: [number[], number | undefined][] = [
    [[], 4],
    [[97, 98, 99], 4],
    [[97, 98, 99], undefined],
  ];
  for (const [partial, expected] of cases) {
    try {
      throw new IncompleteReadError(new Uint8Array(partial), expected);
    } catch (error) {
      if (!(error instanceof IncompleteReadError)) throw error;
      trace("incomplete", kind(error), error.message, [...error.partial], error.expected);
    }
  }
  try {
    throw new LimitOverrunError("too long", 7);
  } catch (error) {
    if (!(error instanceof LimitOverrunError)) throw error;
    trace("overrun", kind(error), error.message, error.consumed);
  }
  const future = getRunningLoop().createFuture<void>();
  future.setException(new IncompleteReadError(new Uint8Array(1), 2));
  trace("gathered", (await gather({ returnExceptions: true }, future)).map(kind));
}
