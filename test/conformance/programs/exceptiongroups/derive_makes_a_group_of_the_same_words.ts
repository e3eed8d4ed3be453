import { BaseExceptionGroup, CancelledError, ExceptionGroup, KeyboardInterrupt, SystemExit } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Report extends BaseExceptionGroup {
  override derive(errors: readonly unknown[]): Report {
    return new Report(`part of ${this.message}`, errors);
  }
}

export async function main(trace: Trace): Promise<void> {
  const group = new ExceptionGroup("words", [new RangeError("a"), new TypeError("b")]);
  const derived = group.derive([new RangeError("c")]);
  trace("derived", derived, derived instanceof ExceptionGroup, derived.errors.length);
  const mixed = new BaseExceptionGroup("mixed", [new CancelledError("a"), new RangeError("b")]);
  trace("of ordinary errors only", mixed.derive([new RangeError("c")]) instanceof ExceptionGroup);
  trace("with others", mixed.derive([new KeyboardInterrupt("c")]) instanceof ExceptionGroup);
  const inner = new BaseExceptionGroup("inner", [new SystemExit("x"), new TypeError("b")]);
  const report = new Report("report", [new RangeError("a"), inner]);
  const [matching, rest] = report.split([RangeError, SystemExit]);
  trace("split", matching?.message, rest?.message, matching instanceof Report, rest instanceof Report);
  trace(
    "parts",
    matching?.errors.length,
    rest?.errors.length,
    (rest?.errors[0] as Error | undefined)?.message,
  );
  const [types, others] = report.split(TypeError);
  trace("types", types?.message, types?.errors.length);
  trace("others", others?.message, others?.errors.length);
}
