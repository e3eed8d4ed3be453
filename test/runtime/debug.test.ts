/** Debug mode: what it refuses, logs and remembers. */
import { describe, expect, test, vi } from "vitest";
import { createdAt, originOf } from "../../runtime/debug.ts";
import {
  coroutine,
  createTask,
  EventLoop,
  type ExceptionContext,
  getRunningLoop,
  run,
  sleep,
} from "../../runtime/index.ts";

/** A page names its files by addresses, which may end in a query. */
const here = /debug\.test\.ts(\?\S*)?:\d+/;

/** A loop in debug mode, and what its exception handler is told. */
function debugLoop(debug = true): { loop: EventLoop; reports: ExceptionContext[] } {
  const loop = new EventLoop();
  const reports: ExceptionContext[] = [];
  loop.setDebug(debug);
  loop.setExceptionHandler((_loop, context) => void reports.push(context));
  return { loop, reports };
}

function fail(): never {
  throw new RangeError("no");
}

describe("debug mode", () => {
  test("is an option of run, and a property of the loop", async () => {
    const main = coroutine(function* () {
      yield sleep(0);
      return getRunningLoop().getDebug();
    });
    expect([
      await run(main(), { debug: true }),
      await run(main(), { debug: false }),
      await run(main()),
    ]).toEqual([true, false, false]);
  });

  test("refuses coroutine functions as callbacks", () => {
    const { loop } = debugLoop();
    const work = coroutine(function* work() {});
    expect(() => loop.callSoon(work as () => void)).toThrow("the coroutine function work");
    expect(() => loop.callLater(1, work as () => void)).toThrow(TypeError);
    loop.setDebug(false);
    loop.callSoon(work as () => void);
    loop.close();
  });

  test("logs callbacks and steps that take longer than slowCallbackDuration", async () => {
    const { loop } = debugLoop();
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    loop.slowCallbackDuration = 0.005;
    const busy = () => {
      const end = performance.now() + 10;
      while (performance.now() < end);
    };
    loop.callSoon(busy);
    loop.callSoon(() => {});
    const step = coroutine(function* step() {
      busy();
    });
    await loop.runUntilComplete(loop.createTask(step(), { name: "T" }));
    loop.close();
    const lines = warn.mock.calls.map(([line]) => String(line));
    warn.mockRestore();
    expect(lines).toEqual([
      expect.stringMatching(
        /^Executing <Handle busy\(\) created at .*debug\.test\.ts(\?\S*)?:\d+:\d+> took 0\.0\d\d seconds$/,
      ),
      expect.stringMatching(/^Executing <Task finished .*name='T'.*> took 0\.0\d\d seconds$/),
    ]);
  });
});

describe("where something was made", () => {
  test.each<[string, (loop: EventLoop) => object]>([
    ["a Future", (loop) => loop.createFuture()],
    ["a task", (loop) => loop.createTask(sleep(1))],
    ["a Handle", (loop) => loop.callSoon(() => {})],
    ["a TimerHandle", (loop) => loop.callLater(1, () => {})],
  ])("stands in the text of %s", (_what, make) => {
    const { loop } = debugLoop();
    const object = make(loop);
    expect(String(object)).toMatch(/ created at .*debug\.test\.ts(\?\S*)?:\d+:\d+>$/);
    expect(originOf(object)?.at(-1)).toMatch(here);
    expect(
      originOf(object)?.some((line) =>
        /runtime\/(?!debug\.test)\w+\.ts/.test(line.replace("test/runtime", "")),
      ),
    ).toBe(false);
    loop.close();
  });

  test("is not remembered without debug mode", () => {
    const { loop } = debugLoop(false);
    const future = loop.createFuture();
    expect([String(future), originOf(future), createdAt(future)]).toEqual([
      "<Future pending>",
      undefined,
      "",
    ]);
    loop.close();
  });

  test("leads from the outermost call to the innermost", () => {
    const { loop } = debugLoop();
    const inner = () => loop.createFuture();
    const outer = () => inner();
    const names = originOf(outer())?.map((line) => /at (\w+) /.exec(line)?.[1]);
    expect(names?.slice(-2)).toEqual(["outer", "inner"]);
    loop.close();
  });

  test("calls the functions by the names that they have in the source", () => {
    const { loop } = debugLoop();
    const make$ = () => loop.createFuture();
    expect(originOf(make$())?.at(-1)).toMatch(/^at make \(\S*debug\.test\.ts/);
    loop.close();
  });

  test("is a list of calls, one a line, and nothing but calls", () => {
    const { loop } = debugLoop();
    const calls = originOf(loop.createFuture()) ?? [];
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter((line) => !/^at .*:\d+:\d+\)?$/.test(line))).toEqual([]);
    loop.close();
  });

  test("is told of code that was made of a text, too", () => {
    const { loop } = debugLoop();
    const make = new Function("loop", "return loop.createFuture()") as (loop: EventLoop) => object;
    expect(String(make(loop))).toMatch(/^<Future pending created at <anonymous>:\d+:\d+>$/);
    loop.close();
  });

  test("is not known where errors have no stacks", () => {
    const { loop } = debugLoop();
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = () => undefined;
    const future = loop.createFuture();
    Error.prepareStackTrace = prepareStackTrace;
    expect([originOf(future), String(future)]).toEqual([[], "<Future pending>"]);
    loop.close();
  });

  test("is told of a callback that fails", async () => {
    const { loop, reports } = debugLoop();
    const handle = loop.callSoon(fail);
    loop.callSoon(() => loop.stop());
    await loop.runForever();
    loop.close();
    expect(reports).toEqual([
      {
        message: "Exception in callback fail()",
        exception: expect.any(RangeError),
        handle,
        sourceTraceback: originOf(handle),
      },
    ]);
  });

  test("is told of a task that is pending when its loop is closed", () => {
    const { loop, reports } = debugLoop();
    const task = loop.createTask(sleep(1));
    loop.close();
    expect(reports).toEqual([
      { message: "Task was destroyed but it is pending!", task, sourceTraceback: originOf(task) },
    ]);
  });

  test("is told of an exception that nobody has retrieved, with the Future if it is still there", async () => {
    const { loop, reports } = debugLoop();
    const future = loop.createFuture();
    future.setException(new RangeError("unseen"));
    loop.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(reports).toEqual([
      {
        message: "Future exception was never retrieved",
        exception: expect.any(RangeError),
        future,
        sourceTraceback: originOf(future),
      },
    ]);
  });

  test("is written out by the default handler, in the order of the keys", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const loop = new EventLoop();
    loop.setDebug(true);
    loop.createTask(sleep(1), { name: "T" });
    loop.close();
    const text = String(error.mock.calls[0]?.[0]).split("\n");
    error.mockRestore();
    expect(text[0]).toBe("Task was destroyed but it is pending!");
    expect(text[1]).toBe("sourceTraceback: Object created at (most recent call last):");
    expect(text.slice(2, -1).at(-1)).toMatch(here);
    expect(text.at(-1)).toMatch(/^task: <Task pending name='T'/);
  });
});

describe("where the handle was made that runs", () => {
  /** What the default handler has made of a report that `code` sends it from a callback. */
  async function reportedFrom(start: (loop: EventLoop, report: () => void) => unknown, debug = true) {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const loop = new EventLoop();
    loop.setDebug(debug);
    const context: ExceptionContext = { message: "told" };
    start(loop, () => {
      loop.defaultExceptionHandler(context);
      loop.stop();
    });
    await loop.runForever();
    loop.close();
    const text = String(error.mock.calls[0]?.[0]);
    error.mockRestore();
    return { context, text };
  }

  test.each<[string, (loop: EventLoop, report: () => void) => unknown]>([
    ["a callback", (loop, report) => loop.callSoon(report)],
    ["a timer", (loop, report) => loop.callLater(0.001, report)],
    [
      "a task",
      (loop, report) =>
        loop.createTask(
          coroutine(function* reporting() {
            report();
          })(),
        ),
    ],
  ])(
    "is told by the default handler of reports that do not tell of their subject: %s",
    async (_what, start) => {
      const { context, text } = await reportedFrom(start);
      const [first, second, ...calls] = text.split("\n");
      expect([first, second]).toEqual([
        "told",
        "handleTraceback: Handle created at (most recent call last):",
      ]);
      expect(calls.at(-1)).toMatch(here);
      expect(context.handleTraceback?.at(-1)).toMatch(here);
    },
  );

  test("is not told beside the place of the subject itself, nor outside of callbacks, nor without debug mode", async () => {
    const { text } = await reportedFrom((loop, report) =>
      loop.callSoon(() => {
        loop.defaultExceptionHandler({ message: "subject", sourceTraceback: ["at there"] });
        report();
      }),
    );
    expect(text).toBe("subject\nsourceTraceback: Object created at (most recent call last):\n  at there");
    const { text: list } = await reportedFrom((loop, report) => {
      loop.defaultExceptionHandler({ message: "subject", names: ["first", "second"] });
      report();
    });
    expect(list).toBe("subject\nnames: first,second");
    const outside = await reportedFrom((loop, report) => {
      loop.callSoon(() => {});
      loop.callSoon(() => void queueMicrotask(report));
    });
    expect(outside.text).toBe("told");
    expect((await reportedFrom((loop, report) => loop.callSoon(report), false)).text).toBe("told");
  });
});

test("a task that fails in debug mode fails as ever", async () => {
  const main = coroutine(function* () {
    const task = createTask(
      coroutine(function* () {
        yield sleep(0);
        fail();
      })(),
    );
    yield task;
  });
  await expect(run(main(), { debug: true })).rejects.toThrow(RangeError);
});
