/** run and Runner: programs from the first coroutine to the last cleanup. Ctrl-C goes to a process of its own. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  CancelledError,
  Context,
  ContextVar,
  coroutine,
  createTask,
  currentTask,
  EventLoop,
  type ExceptionContext,
  getRunningLoop,
  KeyboardInterrupt,
  newEventLoop,
  Runner,
  RuntimeError,
  run,
  SystemExit,
  sleep,
} from "../../runtime/index.ts";
import { VirtualEventLoop } from "../../runtime/testing/index.ts";
import { runProgram } from "./support/child.ts";
import { type Body, inside } from "./support/program.ts";

let loops: VirtualEventLoop[];
let reports: ExceptionContext[];

beforeEach(() => {
  loops = [];
  reports = [];
});

/** Loops with a virtual clock whose reports are collected. */
function loopFactory(): EventLoop {
  const loop = new VirtualEventLoop();
  loop.setExceptionHandler((_loop, context) => reports.push(context));
  loops.push(loop);
  return loop;
}

function runBody<T>(body: Body<T>, options: { signal?: AbortSignal } = {}): Promise<Awaited<T>> {
  return run(inside(body), { loopFactory, ...options });
}

const give = coroutine(function* (value: unknown): Generator<unknown, unknown, never> {
  yield sleep(1);
  return value;
});

/** Says when it is cancelled, and takes its time to clean up. */
const cleaning = coroutine(function* (said: string[], name: string): Generator<unknown, void, never> {
  try {
    yield sleep(1000);
  } finally {
    said.push(`${name} cancelled`);
    yield sleep(5);
    said.push(`${name} done`);
  }
});

test("every run is a native promise, which is there before anything has run", async () => {
  const [first, second] = [newEventLoop(), newEventLoop()];
  const runner = new Runner();
  const order: string[] = [];
  const main = coroutine(function* (name: string): Generator<unknown, void, never> {
    order.push(name);
  });
  second.callSoon(() => second.stop());
  const runs = [
    run(main("run")),
    runner.run(main("Runner.run")),
    first.runUntilComplete(main("runUntilComplete")),
    second.runForever(),
  ];
  order.push("returned");
  expect(runs.map((promise) => promise.constructor)).toEqual(Array(4).fill(Promise));
  await Promise.all(runs);
  expect(order).toEqual(["returned", "run", "Runner.run", "runUntilComplete"]);
  await runner.close();
  for (const loop of [first, second]) loop.close();
});

describe("run", () => {
  test("gives what main returns", async () => {
    expect(await run(give("result"), { loopFactory })).toBe("result");
  });

  test("rejects with what main throws", async () => {
    const error = new Error("main's");
    const failing = runBody(function* () {
      throw error;
    });
    await expect(failing).rejects.toBe(error);
  });

  test("takes any awaitable", async () => {
    expect(await run(Promise.resolve("promise"), { loopFactory })).toBe("promise");
    function* bare(): Generator<unknown, string, unknown> {
      yield sleep(1);
      return "generator";
    }
    expect(await run(bare(), { loopFactory })).toBe("generator");
  });

  test.each([5, "text", undefined, null, {}, () => {}])("refuses %o", async (main) => {
    await expect(run(main as never)).rejects.toThrow(TypeError);
  });

  test("says what it was given when that is no awaitable", async () => {
    const refused = run((() => {}) as never);
    await expect(refused).rejects.toThrow("run() takes a coroutine or another awaitable, not <function");
  });

  test("makes a loop, and closes it whatever happens", async () => {
    await run(give(1), { loopFactory });
    await runBody(function* () {
      throw new Error();
    }).catch(() => {});
    expect(loops.map((loop) => loop.isClosed())).toEqual([true, true]);
  });

  test("makes a loop of the host's own unless it is told how", async () => {
    const loop = await run(inside(() => Promise.resolve().then(() => getRunningLoop())));
    expect(loop).toBeInstanceOf(EventLoop);
    expect(loop).not.toBeInstanceOf(VirtualEventLoop);
  });

  test.each([KeyboardInterrupt, SystemExit])("lets %o of main pass", async (Leaving) => {
    const leaving = runBody(function* () {
      throw new Leaving();
    });
    await expect(leaving).rejects.toThrow(Leaving);
    await new Promise((resolve) => setImmediate(resolve));
    expect([reports, loops[0]?.isClosed()]).toEqual([[], true]);
  });

  test.each([KeyboardInterrupt, SystemExit, TypeError])(
    "leaves %o of main to who called it, and reports nothing",
    async (Failing) => {
      const failing = run(
        inside(() => throwing(new Failing())),
        {
          loopFactory() {
            const loop = new EventLoop();
            loop.setExceptionHandler((_loop, context) => reports.push(context));
            return loop;
          },
        },
      );
      await expect(failing).rejects.toThrow(Failing);
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(reports).toEqual([]);
    },
  );

  test.each([undefined, true, false])("with debug %o", async (debug) => {
    const inDebug = coroutine(function* (): Generator<unknown, boolean, never> {
      return getRunningLoop().getDebug();
    });
    const debugging = () => {
      const loop = new VirtualEventLoop();
      loop.setDebug(true);
      return loop;
    };
    expect(await run(inDebug(), { debug })).toBe(debug ?? false);
    expect(await run(inDebug(), { debug, loopFactory: debugging })).toBe(debug ?? true);
  });

  test("is refused inside of a running loop, and leaves the coroutine un-awaited", async () => {
    const result = await runBody(function* () {
      const coro = give("awaited");
      const refusal: unknown = yield run(coro).catch((error) => error);
      return [refusal, yield coro];
    });
    const message = "run() cannot be called from a running event loop: await the coroutine instead";
    expect(result).toEqual([new RuntimeError(message), "awaited"]);
  });

  test("may go on twice at once in one process, each with its own loop and tasks", async () => {
    const main = (name: string) =>
      inside(function* () {
        const loop = getRunningLoop();
        createTask(sleep(1));
        yield sleep(2);
        return [name, getRunningLoop() === loop, currentTask() !== undefined];
      });
    const results = await Promise.all(["a", "b"].map((name) => run(main(name), { loopFactory })));
    expect(results).toEqual([
      ["a", true, true],
      ["b", true, true],
    ]);
  });
});

describe("what main left behind", () => {
  test("is cancelled and waited for, all at the same time", async () => {
    const said: string[] = [];
    await runBody(function* () {
      createTask(cleaning(said, "a"));
      createTask(cleaning(said, "b"));
      yield sleep(1);
      said.push("main done");
    });
    expect(said).toEqual(["main done", "a cancelled", "b cancelled", "a done", "b done"]);
    expect(loops[0]?.time()).toBe(6);
  });

  test("is so too when main fails", async () => {
    const said: string[] = [];
    const failing = runBody(function* () {
      createTask(cleaning(said, "a"));
      yield sleep(1);
      throw new Error("main's");
    });
    await expect(failing).rejects.toThrow("main's");
    expect(said).toEqual(["a cancelled", "a done"]);
  });

  test("is waited for without end when it swallows the cancellation", async () => {
    const said: string[] = [];
    await runBody(function* () {
      createTask(
        inside(function* () {
          try {
            yield sleep(1000);
          } catch {
            yield sleep(1e6);
            said.push("at last");
          }
        }),
      );
      yield sleep(1);
    });
    expect([said, reports]).toEqual([["at last"], []]);
  });

  test("includes what its default executor does, which is waited for no more than five minutes", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await runBody(function* () {
      const never = () => new Promise<never>(() => {});
      getRunningLoop().setDefaultExecutor({ submit: never, shutdown: never });
      yield sleep(1);
    });
    expect(loops[0]?.time()).toBe(301);
    expect(warn).toHaveBeenCalledWith(
      "The executor did not finish its work within 300 seconds: it is left alone",
    );
    warn.mockRestore();
  });

  test("has its errors told to the exception handler, and main's outcome stands", async () => {
    const error = new Error("in the cleanup");
    const result = await runBody(function* () {
      createTask(
        inside(function* () {
          try {
            yield sleep(1000);
          } finally {
            yield inside(() => throwing(error));
          }
        }),
        { name: "leftover" },
      );
      return yield sleep(1, "main's");
    });
    expect(result).toBe("main's");
    const message = "unhandled exception during run() shutdown";
    expect(reports).toEqual([{ message, exception: error, task: expect.anything() }]);
    expect(String(reports[0]?.task)).toContain("leftover");
  });

  test("is swept up once: a task that it starts on its way out is dropped, and reported", async () => {
    await runBody(function* () {
      createTask(
        inside(function* () {
          try {
            yield sleep(1000);
          } finally {
            createTask(sleep(1000), { name: "late" });
          }
        }),
      );
      yield sleep(1);
    });
    const [report, ...others] = reports;
    expect([report?.message, others]).toEqual(["Task was destroyed but it is pending!", []]);
    expect(String(report?.task)).toContain("late");
  });
});

function* throwing(error: unknown): Generator<unknown, never, never> {
  yield 0;
  throw error;
}

describe("a signal", () => {
  test("that aborts cancels main, with its reason as the message", async () => {
    const controller = new AbortController();
    const said: string[] = [];
    const running = runBody(
      function* () {
        getRunningLoop().callLater(1, () => controller.abort("enough"));
        yield cleaning(said, "main");
      },
      { signal: controller.signal },
    );
    await expect(running).rejects.toThrow(new CancelledError("enough"));
    expect(said).toEqual(["main cancelled", "main done"]);
  });

  test("that has aborted before keeps main from starting", async () => {
    let started = false;
    const running = runBody(
      function* () {
        started = true;
      },
      { signal: AbortSignal.abort("never mind") },
    );
    await expect(running).rejects.toThrow(new CancelledError("never mind"));
    expect([started, loops[0]?.isClosed()]).toEqual([false, true]);
  });

  test("may be ignored by main", async () => {
    const controller = new AbortController();
    const result = await runBody(
      function* () {
        getRunningLoop().callLater(1, () => controller.abort());
        try {
          yield sleep(10);
        } catch {
          return yield sleep(1, "stayed");
        }
      },
      { signal: controller.signal },
    );
    expect(result).toBe("stayed");
  });

  test("is let go of at the end", async () => {
    const controller = new AbortController();
    const remove = vi.spyOn(controller.signal, "removeEventListener");
    expect(await run(give("done"), { loopFactory, signal: controller.signal })).toBe("done");
    expect(remove).toHaveBeenCalledOnce();
    controller.abort();
  });
});

describe("a Runner", () => {
  test("refuses a loop factory that is no function, and so does run", async () => {
    const refusal = new TypeError("the option loopFactory must be a function or undefined, not 5");
    const options = { loopFactory: 5 as never };
    expect(() => new Runner(options)).toThrow(refusal);
    await expect(run(sleep(0), options)).rejects.toThrow(refusal);
  });

  let runner: Runner;

  beforeEach(() => {
    runner = new Runner({ loopFactory });
  });
  afterEach(async () => {
    await runner.close();
  });

  test("makes its loop when it needs it", async () => {
    expect(loops).toEqual([]);
    const loop = runner.getLoop();
    expect(loops).toEqual([loop]);
    expect(runner.getLoop()).toBe(loop);
  });

  test("runs one coroutine after another on one loop", async () => {
    expect([await runner.run(give(1)), await runner.run(give(2))]).toEqual([1, 2]);
    expect(loops.map((loop) => loop.time())).toEqual([2]);
  });

  test("keeps tasks alive between its runs", async () => {
    const task = await runner.run(inside(() => Promise.resolve().then(() => [createTask(sleep(5, "kept"))])));
    expect(await runner.run(task[0] as Promise<string>)).toBe("kept");
  });

  test("runs all of them in one Context, copied when it began", async () => {
    const variable = new ContextVar("variable", { default: "none" });
    const set = (value: string) =>
      inside(function* () {
        variable.set(value);
      });
    const get = () =>
      inside(function* () {
        return variable.get();
      });
    await runner.run(set("first"));
    expect([await runner.run(get()), variable.get()]).toEqual(["first", "none"]);
    const context = new Context();
    await runner.run(set("in its own"), { context });
    expect([context.get(variable), await runner.run(get())]).toEqual(["in its own", "first"]);
  });

  test("goes on after something failed or was interrupted", async () => {
    await expect(runner.run(inside(() => throwing(new Error("failed"))))).rejects.toThrow("failed");
    await expect(runner.run(inside(() => throwing(new KeyboardInterrupt())))).rejects.toThrow(
      KeyboardInterrupt,
    );
    expect(await runner.run(give("well"))).toBe("well");
  });

  test("refuses a second run while the first goes on, and the second coroutine is left un-awaited", async () => {
    const second = give("second");
    const first = runner.run(give("first"));
    await expect(runner.run(second)).rejects.toThrow("running something already");
    expect([await first, await runner.run(second)]).toEqual(["first", "second"]);
  });

  test("cannot be closed while it runs", async () => {
    const running = runner.run(give("result"));
    await expect(runner.close()).rejects.toThrow("while it runs");
    expect(await running).toBe("result");
  });

  test("may be closed twice, and before it ran", async () => {
    await runner.close();
    await runner.close();
    expect(loops).toEqual([]);
  });

  test("is of no use once it is closed", async () => {
    await runner.run(give(1));
    await runner.close();
    expect(loops[0]?.isClosed()).toBe(true);
    expect(() => runner.getLoop()).toThrow("the Runner is closed");
    const coro = give("still there");
    await expect(runner.run(coro)).rejects.toThrow(RuntimeError);
    expect(await run(coro, { loopFactory })).toBe("still there");
  });

  test("closes itself at the end of a block", async () => {
    await runner.run(give(1));
    await runner[Symbol.asyncDispose]();
    expect(loops[0]?.isClosed()).toBe(true);
  });
});

describe("an interrupt", () => {
  /** As Ctrl-C in a turn of the host. */
  const pressed = () =>
    new Promise<void>((resolve) => {
      setImmediate(() => {
        process.emit("SIGINT");
        resolve();
      });
    });

  test("cancels main, which cleans up, and becomes a KeyboardInterrupt that says so", async () => {
    const said: string[] = [];
    const running = runBody(function* () {
      createTask(inside(pressed));
      yield cleaning(said, "main");
    });
    const error = await running.catch((reason) => reason);
    expect(error).toBeInstanceOf(KeyboardInterrupt);
    expect(error.cause).toBeInstanceOf(CancelledError);
    expect(said).toEqual(["main cancelled", "main done"]);
  });

  test("leaves the loop at once when it is the second", async () => {
    const said: string[] = [];
    const running = runBody(function* () {
      createTask(inside(pressed));
      try {
        yield sleep(10);
      } finally {
        createTask(inside(pressed));
        yield cleaning(said, "main");
      }
    });
    const error = await running.catch((reason) => reason);
    expect([error.name, error.cause]).toEqual(["KeyboardInterrupt", undefined]);
    expect(said).toEqual(["main cancelled", "main done"]);
  });

  test("leaves the loop at once when main is done", async () => {
    const running = runBody(function* () {
      getRunningLoop().callSoon(() => process.emit("SIGINT"));
      return "done";
    });
    await expect(running).rejects.toThrow(KeyboardInterrupt);
  });

  test("is over when main swallows the cancellation, and the next run of a Runner begins afresh", async () => {
    const runner = new Runner({ loopFactory });
    const stubborn = () =>
      inside(function* () {
        createTask(inside(pressed));
        try {
          yield sleep(10);
        } catch {
          return "swallowed";
        }
      });
    expect([await runner.run(stubborn()), await runner.run(stubborn())]).toEqual(["swallowed", "swallowed"]);
    await runner.close();
  });

  test("is a CancelledError where main was cancelled by somebody else too", async () => {
    const running = runBody(function* () {
      currentTask()?.cancel("theirs");
      createTask(inside(pressed));
      try {
        yield sleep(10);
      } finally {
        yield sleep(10);
      }
    });
    await expect(running).rejects.toThrow(CancelledError);
  });

  test("is left to who listened for it first", async () => {
    const heard = vi.fn();
    process.once("SIGINT", heard);
    expect(
      await runBody(function* () {
        yield pressed();
        return "main's";
      }),
    ).toBe("main's");
    expect(heard).toHaveBeenCalledOnce();
  });

  test("is nobody's when no run listens any more", async () => {
    const before = process.listenerCount("SIGINT");
    await runBody(function* () {
      expect(process.listenerCount("SIGINT")).toBe(before + 1);
    });
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});

describe("Ctrl-C", () => {
  test("cancels main, which cleans up; run() rejects with KeyboardInterrupt", async () => {
    const { lines } = await runProgram(`
      import { coroutine, run, sleep } from "tsyncio";
      const main = coroutine(function* () {
        console.log("ready");
        try { yield sleep(10); } finally { yield sleep(0.01); console.log("cleaned up"); }
      });
      await run(main()).catch((error) => console.log(error.name, "because of", error.cause.name));
    `);
    expect(lines).toEqual(["ready", "cleaned up", "KeyboardInterrupt because of CancelledError"]);
  });

  test("is heard by a main that never pauses", async () => {
    const { lines } = await runProgram(`
      import { coroutine, run, sleep } from "tsyncio";
      const main = coroutine(function* () { console.log("ready"); for (;;) yield sleep(0); });
      await run(main()).catch((error) => console.log(error.name));
    `);
    expect(lines).toEqual(["ready", "KeyboardInterrupt"]);
  });

  test("twice leaves the loop at once", async () => {
    const { lines } = await runProgram(`
      import { coroutine, run, sleep } from "tsyncio";
      const main = coroutine(function* () {
        console.log("ready");
        try { yield sleep(10); } catch { console.log("ready"); }
        try { yield sleep(10); } catch (error) { console.log("swept up", error.name); }
      });
      await run(main()).catch((error) => console.log(error.name, error.cause));
    `);
    expect(lines).toEqual(["ready", "ready", "swept up CancelledError", "KeyboardInterrupt undefined"]);
  });

  test("does nothing more where main swallows the cancellation", async () => {
    const { lines, code } = await runProgram(`
      import { coroutine, run, sleep } from "tsyncio";
      const main = coroutine(function* () {
        console.log("ready");
        try { yield sleep(10); } catch { return "swallowed"; }
      });
      console.log(await run(main()));
    `);
    expect([lines, code]).toEqual([["ready", "swallowed"], 0]);
  });

  test("is a CancelledError where main was cancelled by somebody else too", async () => {
    const { lines } = await runProgram(`
      import { coroutine, currentTask, run, sleep } from "tsyncio";
      const main = coroutine(function* () {
        const task = currentTask();
        process.prependListener("SIGINT", () => task.cancel());
        console.log("ready");
        yield sleep(10);
      });
      await run(main()).catch((error) => console.log(error.name));
    `);
    expect(lines).toEqual(["ready", "CancelledError"]);
  });

  test("belongs to who listened for it first", async () => {
    const { lines } = await runProgram(`
      import { coroutine, getRunningLoop, run } from "tsyncio";
      const main = coroutine(function* () {
        const heard = getRunningLoop().createFuture();
        const alive = setInterval(() => {}, 1000);
        process.once("SIGINT", () => { clearInterval(alive); heard.setResult("theirs"); });
        console.log("ready");
        return yield heard;
      });
      process.on("SIGINT", () => {});
      console.log(await run(main()), process.listenerCount("SIGINT"));
    `);
    expect(lines).toEqual(["ready", "theirs 1"]);
  });

  test("is the host's own again after the run", async () => {
    const { lines, signal } = await runProgram(`
      import { run, sleep } from "tsyncio";
      await run(sleep(0.001));
      console.log("listeners: " + process.listenerCount("SIGINT"));
      setTimeout(() => console.log("survived"), 5000);
      console.log("ready");
    `);
    expect([lines, signal]).toEqual([["listeners: 0", "ready"], "SIGINT"]);
  });

  test("reaches every run of the process", async () => {
    const { lines } = await runProgram(`
      import { coroutine, gather, run, sleep } from "tsyncio";
      const main = coroutine(function* (last) { if (last) console.log("ready"); yield sleep(10); });
      const runs = await Promise.allSettled([run(main(false)), run(main(true))]);
      console.log(runs.map(({ reason }) => reason.name).join());
    `);
    expect(lines).toEqual(["ready", "KeyboardInterrupt,KeyboardInterrupt"]);
  });

  test("makes the process fail when nobody catches it", async () => {
    const { code, errors } = await runProgram(`
      import { coroutine, run, sleep } from "tsyncio";
      run(coroutine(function* () { console.log("ready"); yield sleep(10); })());
    `);
    expect(code).toBe(1);
    expect(errors).toContain("KeyboardInterrupt");
  });
});
