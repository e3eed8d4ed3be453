/**
 * Context, ContextVar, Token and copyContext by themselves, and how tasks and callbacks use them.
 */
import { describe, expect, test } from "vitest";
import {
  allTasks,
  Context,
  ContextVar,
  copyContext,
  coroutine,
  createTask,
  getRunningLoop,
  LookupError,
  Runner,
  RuntimeError,
  sleep,
  TaskGroup,
  Token,
} from "../../runtime/index.ts";
import { runVirtual } from "../../runtime/testing/index.ts";
import { withContext } from "./support/context.ts";

/** Runs `body` where no test before it has set anything. */
function inFreshContext(body: () => void): () => void {
  return () => new Context().run(body);
}

describe("ContextVar.get", () => {
  test(
    "gives the value that was set, whatever the defaults",
    inFreshContext(() => {
      const variable = new ContextVar("variable", { default: "declared" });
      variable.set("set");
      expect(variable.get("given")).toBe("set");
    }),
  );

  test("prefers the default of the call to the declared one", () => {
    const variable = new ContextVar("variable", { default: "declared" });
    expect([variable.get("given"), variable.get()]).toEqual(["given", "declared"]);
  });

  test("takes undefined for a default like any other", () => {
    expect(new ContextVar<number>("variable").get(undefined)).toBeUndefined();
    expect(new ContextVar("variable", { default: undefined }).get()).toBeUndefined();
    expect(new ContextVar("variable", { default: 1 }).get(undefined)).toBeUndefined();
  });

  test(
    "takes undefined for a value like any other",
    inFreshContext(() => {
      const variable = new ContextVar<string | undefined>("variable", { default: "declared" });
      variable.set(undefined);
      expect(variable.get()).toBeUndefined();
      expect(copyContext().has(variable)).toBe(true);
    }),
  );

  test("throws LookupError that names the variable when there is neither", () => {
    const get = () => new ContextVar("user").get();
    expect(get).toThrow(LookupError);
    expect(get).toThrow(
      "<ContextVar name='user'> has no value in the current Context: set it, or give a default",
    );
  });

  test("tells variables of the same name apart", () => {
    const [first, second] = [new ContextVar<number>("same"), new ContextVar<number>("same")];
    const context = new Context();
    context.run(() => first.set(1));
    expect([context.has(first), context.has(second)]).toEqual([true, false]);
  });
});

test("the name of a ContextVar must be a string", () => {
  expect(() => new ContextVar(1 as never)).toThrow(
    new TypeError("the name of a ContextVar must be a string, not number"),
  );
  expect(new ContextVar("user").name).toBe("user");
});

describe("ContextVar.reset", () => {
  test(
    "restores the value before",
    inFreshContext(() => {
      const variable = new ContextVar<number>("variable");
      variable.set(1);
      const token = variable.set(2);
      variable.set(3);
      variable.reset(token);
      expect(variable.get()).toBe(1);
    }),
  );

  test(
    "restores that it was not set",
    inFreshContext(() => {
      const variable = new ContextVar("variable", { default: "declared" });
      variable.reset(variable.set("set"));
      expect([variable.get(), copyContext().has(variable)]).toEqual(["declared", false]);
    }),
  );

  test(
    "restores a value of undefined as one that was set",
    inFreshContext(() => {
      const variable = new ContextVar<number | undefined>("variable");
      variable.set(undefined);
      variable.reset(variable.set(1));
      expect(copyContext().has(variable)).toBe(true);
    }),
  );

  test(
    "refuses a token the second time",
    inFreshContext(() => {
      const variable = new ContextVar<number>("variable");
      const token = variable.set(1);
      variable.reset(token);
      expect(() => variable.reset(token)).toThrow(RuntimeError);
      expect(() => variable.reset(token)).toThrow(
        "the Token of <ContextVar name='variable'> has already been used once",
      );
    }),
  );

  test(
    "refuses the token of another variable, and leaves it usable",
    inFreshContext(() => {
      const [mine, other] = [new ContextVar<number>("mine"), new ContextVar<number>("other")];
      const token = other.set(1);
      expect(() => mine.reset(token)).toThrow(RangeError);
      expect(() => mine.reset(token)).toThrow(
        "created by <ContextVar name='other'>, not by <ContextVar name='mine'>",
      );
      other.reset(token);
      expect(other.get("unset")).toBe("unset");
    }),
  );

  test("refuses the token of another Context", () => {
    const variable = new ContextVar<number>("variable");
    const token = new Context().run(() => variable.set(1));
    expect(() => variable.reset(token)).toThrow(RangeError);
    expect(() => variable.reset(token)).toThrow("was created in a different Context");
  });

  test("refuses the token even in a copy of its Context", () => {
    const variable = new ContextVar<number>("variable");
    const context = new Context();
    const token = context.run(() => variable.set(1));
    expect(() => context.copy().run(() => variable.reset(token))).toThrow(RangeError);
  });

  test("refuses what is no token", () => {
    const reset = () => new ContextVar("variable").reset({} as never);
    expect(reset).toThrow(TypeError);
    expect(reset).toThrow("<ContextVar name='variable'>.reset() takes the Token that set() returned");
  });
});

describe("a Token", () => {
  test(
    "knows its variable and the value before",
    inFreshContext(() => {
      const variable = new ContextVar<number>("variable");
      const [first, second] = [variable.set(1), variable.set(2)];
      expect([first.var, first.oldValue]).toEqual([variable, Token.MISSING]);
      expect([second.var, second.oldValue]).toEqual([variable, 1]);
    }),
  );

  test(
    "has MISSING for an old value even where a default is declared",
    inFreshContext(() => {
      expect(new ContextVar("variable", { default: 1 }).set(2).oldValue).toBe(Token.MISSING);
    }),
  );

  test(
    "resets on the way out of its block",
    inFreshContext(() => {
      const variable = new ContextVar<number>("variable");
      {
        using token = variable.set(1);
        expect([token.var, variable.get()]).toEqual([variable, 1]);
      }
      expect(variable.get("unset")).toBe("unset");
    }),
  );

  test(
    "resets when an error leaves the block too",
    inFreshContext(() => {
      const variable = new ContextVar<number>("variable");
      const fail = () => {
        using _ = variable.set(1);
        throw new Error("out");
      };
      expect(fail).toThrow("out");
      expect(variable.get("unset")).toBe("unset");
    }),
  );

  test(
    "fails on the way out when it was used inside of the block",
    inFreshContext(() => {
      const variable = new ContextVar<number>("variable");
      const useTwice = () => {
        using token = variable.set(1);
        variable.reset(token);
      };
      expect(useTwice).toThrow(RuntimeError);
    }),
  );
});

describe("Context.run", () => {
  test("passes the arguments and gives the result", () => {
    expect(new Context().run((a: number, b: number) => a - b, 5, 3)).toBe(2);
  });

  test("keeps what is set inside, and keeps it there", () => {
    const variable = new ContextVar<number>("variable");
    const context = new Context();
    context.run(() => variable.set(1));
    expect(variable.get("unset outside")).toBe("unset outside");
    expect(context.run(() => variable.get())).toBe(1);
  });

  test("restores the outer Context when the callback throws", () => {
    const variable = new ContextVar<number>("variable");
    const context = new Context();
    const fail = () => {
      variable.set(1);
      throw new Error("inside");
    };
    expect(() => context.run(fail)).toThrow("inside");
    expect(variable.get("unset outside")).toBe("unset outside");
    expect(context.run(() => variable.get())).toBe(1);
  });

  test("refuses a Context that is already entered, and leaves it usable", () => {
    const context = new Context();
    const enterAgain = () => context.run(() => context.run(() => "never"));
    expect(enterAgain).toThrow(RuntimeError);
    expect(enterAgain).toThrow("is already entered: run in a copy() of it");
    expect(context.run(() => "again")).toBe("again");
  });

  test("refuses it below another Context too", () => {
    const [outer, inner] = [new Context(), new Context()];
    expect(() => outer.run(() => inner.run(() => outer.run(() => "never")))).toThrow(RuntimeError);
  });
});

describe("a copy of a Context", () => {
  test("does not see what the original sets later, nor the other way round", () => {
    const variable = new ContextVar<string>("variable");
    const original = new Context();
    original.run(() => variable.set("before"));
    const copy = original.copy();
    original.run(() => variable.set("original"));
    copy.run(() => variable.set("copy"));
    const second = copy.copy();
    expect([original, copy, second].map((context) => context.get(variable))).toEqual([
      "original",
      "copy",
      "copy",
    ]);
  });

  test("shares the values themselves", () => {
    const variable = new ContextVar<string[]>("variable");
    const original = new Context();
    original.run(() => variable.set([]));
    original.copy().run(() => variable.get().push("from the copy"));
    expect(original.get(variable)).toEqual(["from the copy"]);
  });

  test("does not see a reset of the original", () => {
    const variable = new ContextVar<number>("variable");
    const original = new Context();
    const copy = original.run(() => {
      const token = variable.set(1);
      const copy = copyContext();
      variable.reset(token);
      return copy;
    });
    expect([original.has(variable), copy.has(variable)]).toEqual([false, true]);
  });

  test("can be entered while the original is", () => {
    const context = new Context();
    expect(context.run(() => copyContext().run(() => context.copy().run(() => "inside")))).toBe("inside");
  });
});

describe("a Context as a mapping", () => {
  const [a, b, unset] = [
    new ContextVar<number>("a"),
    new ContextVar<string>("b"),
    new ContextVar("c", { default: 1 }),
  ];
  const context = new Context();
  context.run(() => {
    a.set(1);
    b.set("two");
  });

  test("lists variables and values in the order they were first set", () => {
    expect([...context]).toEqual([a, b]);
    expect([...context.keys()]).toEqual([a, b]);
    expect([...context.values()]).toEqual([1, "two"]);
    expect([...context.items()]).toEqual([
      [a, 1],
      [b, "two"],
    ]);
    expect(context.size).toBe(2);
  });

  test("does not hold declared defaults", () => {
    expect([context.has(a), context.has(unset)]).toEqual([true, false]);
    expect([context.get(unset), context.get(unset, 2), context.get(a, 2)]).toEqual([undefined, 2, 1]);
  });

  test("is empty when it is new", () => {
    expect([new Context().size, ...new Context()]).toEqual([0]);
  });
});

describe("a task", () => {
  const variable = new ContextVar("variable", { default: "default" });

  const setAndGet = coroutine(function* (value: string) {
    const before = variable.get();
    variable.set(value);
    yield sleep(1);
    return `${before} ${variable.get()}`;
  });

  test("runs in a copy of the Context of its creator: later writes are not shared", async () => {
    const main = coroutine(function* () {
      variable.set("main");
      const tasks = [createTask(setAndGet("first")), createTask(setAndGet("second"))] as const;
      variable.set("later");
      const results: string[] = [yield tasks[0], yield tasks[1]];
      return [...results, variable.get()];
    });
    expect(await runVirtual(main())).toEqual(["main first", "main second", "later"]);
  });

  test("runs in the Context it is given, and its writes are visible to the owner", async () => {
    const context = new Context();
    const main = coroutine(function* () {
      const result: string = yield createTask(setAndGet("task"), { context });
      const again: string = yield createTask(setAndGet("second"), { context });
      return [result, again, variable.get(), context.get(variable)];
    });
    expect(await runVirtual(main())).toEqual(["default task", "task second", "default", "second"]);
  });

  test("shares its Context with a coroutine that it awaits directly", async () => {
    const main = coroutine(function* () {
      yield setAndGet("coroutine");
      return variable.get();
    });
    expect(await runVirtual(main())).toBe("coroutine");
  });

  test("may take turns with other tasks in one Context", async () => {
    const context = new Context();
    const main = coroutine(function* () {
      const tasks = [createTask(setAndGet("a"), { context }), createTask(setAndGet("b"), { context })];
      return [yield tasks[0], yield tasks[1]];
    });
    expect(await runVirtual(main())).toEqual(["default b", "a b"]);
  });

  test("leaves nothing in the Context of whoever started the loop", async () => {
    await runVirtual(setAndGet("inside"));
    expect(variable.get()).toBe("default");
  });

  test("may reset a token after a suspension: its Context is still the same", async () => {
    const main = coroutine(function* () {
      const token = variable.set("temporary");
      yield sleep(1);
      variable.reset(token);
      return variable.get();
    });
    expect(await runVirtual(main())).toBe("default");
  });
});

describe("a callback", () => {
  const variable = new ContextVar("variable", { default: "default" });

  /** What a callback sees that `schedule` is given before the variable changes. */
  async function seenBy(schedule: (see: () => void) => void): Promise<string[]> {
    const seen: string[] = [];
    const main = coroutine(function* () {
      variable.set("scheduled");
      schedule(() => {
        seen.push(variable.get());
        variable.set("callback");
      });
      variable.set("later");
      yield sleep(5);
      seen.push(variable.get());
    });
    await runVirtual(main());
    return seen;
  }

  test.each<[string, (see: () => void) => void]>([
    ["callSoon", (see) => getRunningLoop().callSoon(see)],
    ["callLater", (see) => getRunningLoop().callLater(1, see)],
    ["callAt", (see) => getRunningLoop().callAt(1, see)],
  ])("of %s runs in a copy of the Context made when it was scheduled", async (_method, schedule) => {
    expect(await seenBy(schedule)).toEqual(["scheduled", "later"]);
  });

  test.each<[string, (context: Context, see: () => void) => void]>([
    ["callSoon", (context, see) => getRunningLoop().callSoon({ context }, see)],
    ["callLater", (context, see) => getRunningLoop().callLater({ context }, 1, see)],
    ["callAt", (context, see) => getRunningLoop().callAt({ context }, 1, see)],
    ["addDoneCallback", (context, see) => createTask(sleep(1)).addDoneCallback(see, { context })],
  ])("of %s enters the Context it is given as it is", async (_method, schedule) => {
    const context = new Context();
    expect(await seenBy((see) => schedule(context, see))).toEqual(["default", "later"]);
    expect(context.get(variable)).toBe("callback");
  });

  test("added to a future runs in the Context it was added in, and does not reach the awaiting task", async () => {
    expect(await seenBy((see) => createTask(sleep(1)).addDoneCallback(see))).toEqual(["scheduled", "later"]);
  });

  test("of the host sees nothing of the task in whose time it happens to run", async () => {
    const seen: string[] = [];
    const main = coroutine(function* () {
      variable.set("task");
      yield Promise.resolve().then(() => seen.push(variable.get()));
      seen.push(variable.get());
    });
    await runVirtual(main());
    expect(seen).toEqual(["default", "task"]);
  });
});

describe("what is no Context is refused where it is given", () => {
  const given: { context: Context } = { context: 5 as never };
  const nothing = coroutine(function* () {});

  test.each<[string, () => unknown]>([
    ["callSoon", () => getRunningLoop().callSoon(given, () => {})],
    ["callLater", () => getRunningLoop().callLater(given, 1, () => {})],
    ["callAt", () => getRunningLoop().callAt(given, 1, () => {})],
    [
      "addDoneCallback",
      () =>
        getRunningLoop()
          .createFuture()
          .addDoneCallback(() => {}, given),
    ],
    ["createTask", () => createTask(nothing(), given)],
    ["createTask at once", () => createTask(nothing(), { ...given, eagerStart: true })],
  ])("by %s", async (_method, schedule) => {
    const main = coroutine(function* (): Generator<unknown, number, never> {
      expect(schedule).toThrow(new TypeError("the option context must be a Context, not 5"));
      return allTasks().size;
    });
    expect(await runVirtual(main())).toBe(1);
  });

  test("by a TaskGroup, which goes on without the task", async () => {
    const main = coroutine(function* (): Generator<unknown, string, never> {
      return yield withContext(new TaskGroup(), function* (group): Generator<unknown, string, never> {
        expect(() => group.createTask(nothing(), given)).toThrow(TypeError);
        return yield group.createTask(sleep(1, "went on"));
      });
    });
    expect(await runVirtual(main())).toBe("went on");
  });

  test("by a Runner, which may run something else then", async () => {
    const runner = new Runner();
    await expect(runner.run(nothing(), given)).rejects.toThrow("must be a Context, not 5");
    expect(await runner.run(sleep(0, "went on"))).toBe("went on");
    await runner.close();
  });

  test("and a coroutine that a task was refused for can still be awaited", async () => {
    const coro = sleep(1, "slept");
    const main = coroutine(function* (): Generator<unknown, string, never> {
      expect(() => createTask(coro, given)).toThrow(TypeError);
      return yield coro;
    });
    expect(await runVirtual(main())).toBe("slept");
  });
});
