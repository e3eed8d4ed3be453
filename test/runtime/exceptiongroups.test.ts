/** Exception groups: what class they get, how they are parted, what a part keeps of the whole. */
import { describe, expect, test } from "vitest";
import { rethrowBaseException } from "../../runtime/compiled.ts";
import { isBaseException } from "../../runtime/exceptions.ts";
import { BaseException, BaseExceptionGroup, CancelledError, ExceptionGroup } from "../../runtime/index.ts";

const a = new RangeError("a");
const b = new TypeError("b");
const c = new RangeError("c");
const cancelled = new CancelledError("d");
const tree = () => new ExceptionGroup("outer", [a, new ExceptionGroup("inner", [b, c])]);

/** A tree as nested arrays: the message of a group, then its children. */
function shape(error: unknown): unknown {
  return error instanceof BaseExceptionGroup ? [error.message, ...error.errors.map(shape)] : error;
}

describe("the class of a group", () => {
  test("is ExceptionGroup when all children are ordinary, whatever was asked for", () => {
    const group = new BaseExceptionGroup("g", [a, b]);
    expect(group).toBeInstanceOf(ExceptionGroup);
    expect(group).toBeInstanceOf(AggregateError);
    expect([group.name, group.message, group.errors]).toEqual(["ExceptionGroup", "g", [a, b]]);
  });

  test("stays BaseExceptionGroup when a child is none, at whatever depth", () => {
    const inner = new BaseExceptionGroup("g", [a, cancelled]);
    const outer = new BaseExceptionGroup("h", [inner]);
    for (const group of [inner, outer]) {
      expect(group).not.toBeInstanceOf(ExceptionGroup);
      expect(group.name).toBe("BaseExceptionGroup");
    }
  });

  test("decides whether an ordinary catch lets it pass", () => {
    const ordinary = tree();
    const mixed = new BaseExceptionGroup("g", [cancelled]);
    expect([isBaseException(ordinary), isBaseException(mixed)]).toEqual([false, true]);
    expect(() => rethrowBaseException(ordinary)).not.toThrow();
    expect(() => rethrowBaseException(mixed)).toThrow(mixed);
    expect(mixed).not.toBeInstanceOf(BaseException);
  });

  test("makes a subclass of BaseExceptionGroup pass, even with ordinary children", () => {
    class Stop extends BaseExceptionGroup {}
    expect(new Stop("s", [a])).toBeInstanceOf(Stop);
    expect(isBaseException(new Stop("s", [a]))).toBe(true);
  });
});

describe("a group refuses", () => {
  test("a BaseException as a child of an ExceptionGroup", () => {
    expect(() => new ExceptionGroup("g", [cancelled])).toThrow(
      new TypeError("ExceptionGroup cannot hold a BaseException: use BaseExceptionGroup"),
    );
  });

  test("to be empty", () => {
    expect(() => new ExceptionGroup("g", [])).toThrow(
      new RangeError("the exception group 'g' has no errors"),
    );
  });

  test("a message that is no string", () => {
    expect(() => new BaseExceptionGroup(1 as never, [a])).toThrow(
      new TypeError("the message of an exception group must be a string"),
    );
  });

  test.each([[1], ["x"], [undefined], [[a]], [[RangeError, 1]], [[undefined]]])(
    "to be split by %s",
    (condition) => {
      expect(() => tree().split(condition as never)).toThrow(
        new TypeError(
          `a class of errors, an array of those or a function was expected, not ${typeof condition}`,
        ),
      );
    },
  );
});

describe("a group", () => {
  test("takes any iterable, values that are no errors, and a cause", () => {
    const group = new BaseExceptionGroup("g", new Set([a, "text", undefined]), { cause: b });
    expect(group).toBeInstanceOf(ExceptionGroup);
    expect(group.errors).toEqual([a, "text", undefined]);
    expect(group.cause).toBe(b);
    expect(new BaseExceptionGroup("g", [cancelled], { cause: b }).cause).toBe(b);
  });

  test("tells how many children it has", () => {
    expect(String(tree())).toBe("ExceptionGroup: outer (2 sub-exceptions)");
    expect(String(new ExceptionGroup("g", [a]))).toBe("ExceptionGroup: g (1 sub-exception)");
  });
});

describe("split", () => {
  test("keeps the shape of the tree in both parts", () => {
    const [matching, rest] = tree().split(RangeError);
    expect(shape(matching)).toEqual(["outer", a, ["inner", c]]);
    expect(shape(rest)).toEqual(["outer", ["inner", b]]);
  });

  test("takes Error for a class of errors, as it takes those below it", () => {
    const [all, none] = tree().split(Error);
    expect([shape(all), none]).toEqual([["outer", a, ["inner", b, c]], undefined]);
    expect(tree().split([Error, TypeError])[1]).toBeUndefined();
  });

  test("takes several classes, or a function that is asked about groups and leaves", () => {
    const [both, none] = tree().split([TypeError, RangeError]);
    expect([shape(both), none]).toEqual([["outer", a, ["inner", b, c]], undefined]);
    const [inner, rest] = tree().split(
      (error) => error instanceof BaseExceptionGroup && error.message === "inner",
    );
    expect([shape(inner), shape(rest)]).toEqual([
      ["outer", ["inner", b, c]],
      ["outer", a],
    ]);
  });

  test("gives the very group when it fulfils the condition itself", () => {
    const group = tree();
    expect(group.split(AggregateError)).toEqual([group, undefined]);
    expect(group.subgroup(Error)).toBe(group);
  });

  test("gives undefined for an empty part", () => {
    const [matching, rest] = tree().split(SyntaxError);
    expect([matching, shape(rest)]).toEqual([undefined, ["outer", a, ["inner", b, c]]]);
    expect(tree().subgroup(() => false)).toBeUndefined();
  });

  test("gives an ExceptionGroup for the ordinary part of a mixed group", () => {
    const [cancellations, rest] = new BaseExceptionGroup("g", [cancelled, a]).split(CancelledError);
    expect(cancellations).not.toBeInstanceOf(ExceptionGroup);
    expect(rest).toBeInstanceOf(ExceptionGroup);
    expect(shape(rest)).toEqual(["g", a]);
  });

  test("keeps where the group was thrown and why", () => {
    const group = new ExceptionGroup("g", [a, b], { cause: c });
    const part = group.subgroup(TypeError);
    expect([part?.stack, part?.cause]).toEqual([group.stack, c]);
    expect(Object.keys(part ?? {})).toEqual([]);
    expect(Object.getOwnPropertyDescriptor(part, "cause")).toEqual(
      Object.getOwnPropertyDescriptor(group, "cause"),
    );
    expect(Object.hasOwn(tree().subgroup(TypeError) ?? {}, "cause")).toBe(false);
  });
});

describe("derive", () => {
  class Tagged extends ExceptionGroup {
    readonly tag: string;
    constructor(message: string, errors: Iterable<unknown>, tag: string) {
      super(message, errors);
      this.tag = tag;
    }
    override derive(errors: readonly unknown[]): Tagged {
      return new Tagged(this.message, errors, this.tag);
    }
  }

  test("makes the parts of a subclass", () => {
    const parts = new Tagged("g", [a, b], "x").split(TypeError);
    for (const part of parts) expect(part).toMatchObject({ tag: "x", message: "g" });
  });

  test("must give a group", () => {
    class Wrong extends ExceptionGroup {
      override derive(): never {
        return new Error("no group") as never;
      }
    }
    expect(() => new Wrong("g", [a, b]).split(TypeError)).toThrow(
      new TypeError("ExceptionGroup.derive() must return an exception group"),
    );
  });
});
