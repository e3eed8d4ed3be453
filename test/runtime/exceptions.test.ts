/**
 * The exception classes: their names, what they extend, what they carry. How a compiled `catch` treats them
 * is a matter of compiled.test.ts.
 */
import { describe, expect, test, vi } from "vitest";
import { isBaseException, isObject, leavesLoop } from "../../runtime/exceptions.ts";
import * as tsyncio from "../../runtime/index.ts";

const { BaseException, CancelledError, KeyboardInterrupt, SystemExit } = tsyncio;
const { InvalidStateError, LookupError, RuntimeError, TimeoutError } = tsyncio;

const passingThrough = [BaseException, CancelledError, KeyboardInterrupt, SystemExit];
const ordinary = [InvalidStateError, LookupError, RuntimeError, TimeoutError];

describe("every exception class", () => {
  test.each([...passingThrough, ...ordinary].map((errorClass) => [errorClass.name, errorClass] as const))(
    "%s is an Error that shows its own name",
    (name, ErrorClass) => {
      const error = new ErrorClass("reason");
      expect(error).toBeInstanceOf(Error);
      expect(String(error)).toBe(`${name}: reason`);
      expect(error.stack).toContain(`${name}: reason`);
    },
  );

  test("keeps its name out of what is enumerated", () => {
    expect(Object.keys(new RuntimeError("reason"))).toEqual([]);
  });

  test("has its name as the language's own errors have theirs: to be hidden, replaced and taken away", async () => {
    vi.resetModules();
    const { RuntimeError: Copied } = await import("../../runtime/index.ts");
    for (const { prototype } of [RuntimeError, Copied])
      expect(Object.getOwnPropertyDescriptor(prototype, "name")).toEqual({
        ...Object.getOwnPropertyDescriptor(RangeError.prototype, "name"),
        value: "RuntimeError",
      });
  });

  test("has the same name in another copy of the runtime", async () => {
    vi.resetModules();
    const other = await import("../../runtime/index.ts");
    for (const { name } of [...passingThrough, ...ordinary])
      expect(String(new other[name as "RuntimeError"]("reason"))).toBe(`${name}: reason`);
  });

  test("takes a cause", () => {
    const cause = new Error("first");
    expect(new TimeoutError("late", { cause }).cause).toBe(cause);
    expect(new CancelledError("stop", { cause }).cause).toBe(cause);
  });
});

describe("a BaseException", () => {
  test.each(passingThrough.map((errorClass) => [errorClass.name, errorClass] as const))(
    "is what %s is, and an ordinary error is none",
    (_name, ErrorClass) => {
      expect(new ErrorClass()).toBeInstanceOf(BaseException);
      expect(isBaseException(new ErrorClass())).toBe(true);
    },
  );

  test.each(ordinary.map((errorClass) => [errorClass.name, errorClass] as const))(
    "is not what %s is",
    (_name, ErrorClass) => {
      expect(isBaseException(new ErrorClass())).toBe(false);
    },
  );

  test.each([undefined, null, "CancelledError", 0, {}, () => {}])("is never a thrown %s", (thrown) => {
    expect(isBaseException(thrown)).toBe(false);
  });

  test("of another copy of the runtime is recognised", async () => {
    vi.resetModules();
    const other = await import("../../runtime/index.ts");
    expect(other.CancelledError).not.toBe(CancelledError);
    expect(isBaseException(new other.CancelledError())).toBe(true);
    expect(isBaseException(new other.RuntimeError())).toBe(false);
  });

  test("is a group with one in it, of that copy too", async () => {
    vi.resetModules();
    const other = await import("../../runtime/index.ts");
    for (const { BaseExceptionGroup, CancelledError } of [tsyncio, other]) {
      const group = new BaseExceptionGroup("some", [new CancelledError(), new Error("other")]);
      expect(isBaseException(group)).toBe(true);
    }
  });

  test("may be extended by users", () => {
    class Shutdown extends BaseException {}
    expect(isBaseException(new Shutdown())).toBe(true);
    expect(leavesLoop(new Shutdown())).toBe(false);
  });
});

describe("the arguments of a BaseException", () => {
  test("are empty without a message", () => {
    expect([new CancelledError().args, new CancelledError().message]).toEqual([[], ""]);
    expect(new CancelledError(undefined).args).toEqual([]);
  });

  test.each<[unknown, string]>([
    ["stop", "stop"],
    ["", ""],
    [0, "0"],
    [null, "null"],
    [["a", "b"], "a,b"],
    [Symbol("reason"), "Symbol(reason)"],
  ])("are the message as it was given: %s", (message, text) => {
    const error = new CancelledError(message);
    expect(error.args).toEqual([message]);
    expect(error.message).toBe(text);
  });

  test("may be an object that cannot be turned into a string", () => {
    const message = Object.create(null);
    expect(new CancelledError(message).args).toEqual([message]);
  });
});

describe("what leaves the loop at once", () => {
  test("is KeyboardInterrupt and SystemExit, and nothing else", () => {
    expect([KeyboardInterrupt, SystemExit].map((ErrorClass) => leavesLoop(new ErrorClass()))).toEqual([
      true,
      true,
    ]);
    const staying = [
      new CancelledError(),
      new BaseException(),
      new Error("x"),
      "KeyboardInterrupt",
      undefined,
    ];
    expect(staying.map(leavesLoop)).toEqual([false, false, false, false, false]);
  });

  test.each([[3], ["message"], [undefined]])("SystemExit carries its code: %s", (code) => {
    expect(new SystemExit(code).code).toBe(code);
  });
});

test("an object is what JavaScript takes for one: null is none, and a function is", () => {
  expect([{}, [], () => {}, class {}].map(isObject)).toEqual([true, true, true, true]);
  expect([null, undefined, "text", 0, Symbol()].map(isObject)).toEqual([false, false, false, false, false]);
});
