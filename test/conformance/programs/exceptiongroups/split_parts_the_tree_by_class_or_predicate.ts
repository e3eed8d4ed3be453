import { BaseExceptionGroup, ExceptionGroup, LookupError, sleep } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

function make(): ExceptionGroup {
  return new ExceptionGroup("outer", [
    new RangeError("a"),
    new ExceptionGroup("inner", [new TypeError("b"), new RangeError("c")]),
    new TypeError("d"),
  ]);
}

const conditions = [
  RangeError,
  [RangeError, TypeError],
  LookupError,
  ExceptionGroup,
  // Python's str() of a group is no part of "bd".
  (error: unknown) => !(error instanceof BaseExceptionGroup) && "bd".includes((error as Error).message),
  (error: unknown) => error instanceof ExceptionGroup && error.message === "inner",
];

export async function main(trace: Trace): Promise<void> {
  for (const condition of conditions) {
    const group = make();
    const [matching, rest] = group.split(condition);
    trace("split", matching, rest, matching === group, rest === group);
    const part = group.subgroup(condition);
    trace("subgroup", part, part === group);
  }
  for (const condition of [1, "x", [1]]) {
    try {
      make().split(condition as never);
    } catch (error) {
      trace("refused", kind(error));
    }
  }
  await sleep(0);
}
