import { BaseExceptionGroup, CancelledError, ExceptionGroup, KeyboardInterrupt, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

class Mine extends ExceptionGroup {
  override derive(errors: readonly unknown[]): Mine {
    return new Mine(this.message, errors);
  }
}

const refused = [
  () => new ExceptionGroup("g", [new CancelledError()]),
  () => new ExceptionGroup("g", [new BaseExceptionGroup("h", [new KeyboardInterrupt()])]),
  () => new ExceptionGroup("g", []),
  () => new BaseExceptionGroup("g", []),
  () => new ExceptionGroup(1 as never, [new RangeError()]),
];

export async function main(trace: Trace): Promise<void> {
  await sleep(0);
  trace("ordinary", new BaseExceptionGroup("g", [new RangeError("a"), new TypeError("b")]));
  trace("one that is not", new BaseExceptionGroup("g", [new RangeError("a"), new CancelledError("b")]));
  const inner = new BaseExceptionGroup("h", [new CancelledError("b")]);
  trace("nested", new BaseExceptionGroup("g", [inner]));
  for (const make of refused) {
    try {
      make();
    } catch (error) {
      trace("refused", kind(error));
    }
  }
  const mixed = new BaseExceptionGroup("g", [new CancelledError("a"), new RangeError("b")]);
  trace("parts of a mixed one", ...mixed.split(RangeError));
  trace("parts of a subclass", ...new Mine("m", [new RangeError("a"), new TypeError("b")]).split(TypeError));
  for (const raised of [new ExceptionGroup("g", [new RangeError("a")]), mixed]) {
    try {
      try {
        await sleep(0);
        throw raised;
      } catch (error) {
        trace("an ordinary clause takes it", error);
      }
    } catch (error) {
      if (error instanceof BaseExceptionGroup) trace("only a clause that names it takes it", error);
    }
  }
}
