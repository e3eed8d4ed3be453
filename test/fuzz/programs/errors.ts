/**
 * Groups of errors, and what becomes of them: the twin of errors.py, with the same names.
 */

import {
  BaseException,
  BaseExceptionGroup,
  CancelledError,
  ExceptionGroup,
  IncompleteReadError,
  LimitOverrunError,
  LookupError,
  RuntimeError,
} from "tsyncio";

export const ValueError = RangeError;

/** Python's `except Exception`. */
export function isOrdinary(error: unknown): boolean {
  if (error instanceof BaseExceptionGroup) return error instanceof ExceptionGroup;
  return !(error instanceof BaseException);
}

export function groupOfErrors(
  shape: "flat" | "nested" | "streams" | "cancelled",
  label: string,
): BaseExceptionGroup {
  if (shape === "flat") return new ExceptionGroup(label, [new RangeError("one"), new LookupError("two")]);
  if (shape === "nested") {
    const inner = new ExceptionGroup("inner", [new RangeError("two"), new RuntimeError("three")]);
    return new ExceptionGroup(label, [new RuntimeError("one"), inner, new LookupError("four")]);
  }
  if (shape === "streams") {
    const incomplete = new IncompleteReadError(new Uint8Array([97, 98]), 4);
    return new ExceptionGroup(label, [incomplete, new LimitOverrunError("two", 2)]);
  }
  return new BaseExceptionGroup(label, [new CancelledError("one"), new RangeError("two")]);
}

export function divide(group: unknown, how: string): unknown {
  if (!(group instanceof BaseExceptionGroup)) return group;
  if (how === "by class") return [group.split(RangeError), group.subgroup(RuntimeError)];
  if (how === "by classes")
    return [group.split([RangeError, LookupError]), group.subgroup(CancelledError as never)];
  if (how === "by a question")
    return [group.split((error) => (error as Error).message === "two"), group.subgroup(isSmallGroup)];
  return group.derive([...group.errors, new RangeError("more")]);
}

function isSmallGroup(error: unknown): boolean {
  return error instanceof BaseExceptionGroup && error.errors.length < 3;
}
