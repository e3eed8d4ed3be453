import { describe, expect, test } from "vitest";
import { asyncEnter, asyncExit } from "../../runtime/coroutines.ts";
import { resources } from "../../runtime/resources.ts";
import { runVirtual } from "../../runtime/testing/index.ts";

/** Enters the values, throws what is given, and leaves them again. */
function leave(values: readonly unknown[], ...thrown: unknown[]): Promise<unknown> {
  return runVirtual(async () => {
    const held = resources();
    const bound: unknown[] = [];
    try {
      for (const value of values) bound.push(await held.enter(value));
      if (thrown.length > 0) throw thrown[0];
    } catch (error) {
      held.fail(error);
    }
    await held.exit();
    return bound;
  });
}

describe("entering", () => {
  test("binds what a manager gives, or else the manager", async () => {
    const given = { [asyncEnter]: () => 7, [asyncExit]: () => undefined };
    const itself = { [asyncEnter]: () => undefined };
    expect(await leave([given, itself, null, undefined])).toEqual([7, itself, null, undefined]);
  });

  test.each([1, "text", {}, { [asyncExit]: 1 }])("refuses %o", async (value) => {
    await expect(leave([value])).rejects.toThrow(TypeError);
    expect(() => resources().use(value)).toThrow(TypeError);
  });

  test("that fails leaves only what was entered before", async () => {
    const left: string[] = [];
    const first = { [asyncExit]: () => void left.push("first") };
    const second = {
      [asyncEnter]() {
        throw new RangeError("not today");
      },
      [asyncExit]: () => void left.push("second"),
    };
    await expect(leave([first, second])).rejects.toThrow("not today");
    expect(left).toEqual(["first"]);
  });
});

describe("leaving", () => {
  const failing = (error: unknown) => ({
    [asyncExit]() {
      throw error;
    },
  });

  test("swallows an error only where a manager answers true", async () => {
    await expect(leave([{ [asyncExit]: () => 1 }], new Error("kept"))).rejects.toThrow("kept");
    expect(await leave([{ [asyncExit]: () => Promise.resolve(true) }], new Error("gone"))).toHaveLength(1);
  });

  test("throws undefined on, if that was thrown", async () => {
    await expect(leave([], undefined)).rejects.toBeUndefined();
  });

  test("gives the error of a manager the one in flight as its cause, unless it has one", async () => {
    const [flying, cause] = [new Error("flying"), new Error("cause")];
    await expect(leave([failing(new Error("new"))], flying)).rejects.toHaveProperty("cause", flying);
    await expect(leave([failing(new Error("new", { cause }))], flying)).rejects.toHaveProperty(
      "cause",
      cause,
    );
    await expect(leave([failing(flying)], flying)).rejects.not.toHaveProperty("cause");
    await expect(leave([failing(cause)], new Error("outer", { cause }))).rejects.not.toHaveProperty("cause");
  });

  test("suppresses errors by those of disposables, as the language does", async () => {
    const disposable = {
      [Symbol.dispose]() {
        throw new Error("second");
      },
    };
    await expect(leave([disposable], new Error("first"))).rejects.toMatchObject({
      name: "SuppressedError",
      error: { message: "second" },
      suppressed: { message: "first" },
    });
  });
});
