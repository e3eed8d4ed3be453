import { afterEach, describe, expect, test, vi } from "vitest";
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

  test.each([1, "text", {}])("refuses %o, and says what it needs", async (value) => {
    await expect(leave([value])).rejects.toThrow(
      new TypeError(
        `await using needs an object with [asyncExit](), [Symbol.asyncDispose]() or [Symbol.dispose](), not ${value}`,
      ),
    );
    expect(() => resources().use(value)).toThrow(
      new TypeError(`using needs an object with [Symbol.dispose](), not ${value}`),
    );
  });

  test.each([null, undefined, 1, {}])("refuses %o as the way out of something entered elsewhere", (exit) => {
    expect(() => resources().push(exit)).toThrow(/^await using needs an object .*, not /);
  });

  test("refuses a way out that is no function, and takes null for none", async () => {
    await expect(leave([{ [asyncExit]: 1 }])).rejects.toThrow(
      new TypeError("Symbol(tsyncio.asyncExit) of [object Object] is not a function"),
    );
    const disposable = { [asyncExit]: null, [Symbol.asyncDispose]: () => undefined };
    expect(await leave([disposable])).toEqual([disposable]);
  });

  test("takes undefined and null in the place of a disposable, as the language does", () => {
    expect([undefined, null].map((value) => resources().use(value))).toEqual([undefined, null]);
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

  test("passes over a manager that needs no leaving", async () => {
    const left: string[] = [];
    const exit = { [asyncExit]: () => void left.push("left") };
    await leave([exit, { [asyncEnter]: () => undefined }]);
    await runVirtual(async () => {
      const held = resources();
      held.push(exit);
      held.push({ [asyncEnter]: () => undefined });
      await held.exit();
    });
    expect(left).toEqual(["left", "left"]);
  });

  test("tells a manager the error in flight, and a disposable nothing", async () => {
    const told: unknown[] = [];
    const tell = (...given: unknown[]) => void told.push(given);
    const values = [{ [asyncExit]: tell }, { [Symbol.asyncDispose]: tell }, { [Symbol.dispose]: tell }];
    await expect(leave(values, "flying")).rejects.toBe("flying");
    expect(told).toEqual([[], [], ["flying"]]);
  });

  test("awaits what [Symbol.asyncDispose]() gives, and not what [Symbol.dispose]() gives", async () => {
    const failed = Promise.reject("awaited");
    failed.catch(() => {}); // Nobody else may look at it.
    const failing = () => failed;
    await expect(leave([{ [Symbol.asyncDispose]: failing }])).rejects.toBe("awaited");
    await leave([{ [Symbol.dispose]: failing }]);
    await runVirtual(async () => {
      const held = resources();
      held.use({ [Symbol.dispose]: failing });
      await held.exit();
    });
  });

  test("swallows an error only where a manager answers true", async () => {
    await expect(leave([{ [asyncExit]: () => 1 }], new Error("kept"))).rejects.toThrow("kept");
    expect(await leave([{ [asyncExit]: () => Promise.resolve(true) }], new Error("gone"))).toHaveLength(1);
    const disposable = { [Symbol.asyncDispose]: () => Promise.resolve(true) };
    await expect(leave([disposable], new Error("kept"))).rejects.toThrow("kept");
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

  test("gives it the cause as the language would have: not enumerable, and to be changed", async () => {
    const error = new Error("new");
    await expect(leave([failing(error)], "flying")).rejects.toBe(error);
    expect(Object.getOwnPropertyDescriptor(error, "cause")).toEqual(
      Object.getOwnPropertyDescriptor(new Error("", { cause: "flying" }), "cause"),
    );
  });

  test("is not led in circles by errors that are each other's cause", async () => {
    const [one, other, error] = [new Error("one"), new Error("other"), new Error("new")];
    one.cause = other;
    other.cause = one;
    await expect(leave([failing(error)], one)).rejects.toBe(error);
    expect(error.cause).toBe(one);
  });

  describe("suppresses errors by those of disposables", () => {
    const disposable = {
      [Symbol.dispose]() {
        throw new Error("second");
      },
    };
    const suppressed = {
      name: "SuppressedError",
      message: "An error was suppressed during disposal.",
      error: new Error("second"),
      suppressed: new Error("first"),
    };
    afterEach(() => vi.unstubAllGlobals());

    test("as the language does", async () => {
      const left = leave([disposable], new Error("first"));
      await expect(left).rejects.toMatchObject(suppressed);
      await expect(left).rejects.toBeInstanceOf(SuppressedError);
    });

    test("on a host that has no SuppressedError in the same words", async () => {
      vi.stubGlobal("SuppressedError", undefined);
      await expect(leave([disposable], new Error("first"))).rejects.toMatchObject(suppressed);
    });
  });
});

describe("an error that refuses to be asked", () => {
  const { proxy: thrown, revoke } = Proxy.revocable({}, {});
  revoke();
  const failing = (error: unknown) => ({
    [asyncExit]: () => {
      throw error;
    },
  });
  // In an array, since a matcher would ask it.
  const errorOf = (values: readonly unknown[], ...thrown: unknown[]) =>
    leave(values, ...thrown).then(
      () => [],
      (error) => [error],
    );

  test("is thrown by a manager in the place of the error in flight, and takes none for its cause", async () => {
    const [error] = await errorOf([failing(thrown)], new Error("in flight"));
    expect(error === thrown).toBe(true);
  });

  test("gives way to that of a manager, which is left as it is", async () => {
    const error = new Error("on the way out");
    expect(await errorOf([failing(error)], thrown)).toEqual([error]);
  });
});
