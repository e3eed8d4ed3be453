/** AsyncLocalStorage: whose stores tasks and callbacks run with, and OpenTelemetry's spans across tasks. */
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { beforeEach, describe, expect, test, vi } from "vitest";
import {
  coroutine,
  createTask,
  EventLoop,
  gather,
  getRunningLoop,
  Queue,
  run,
  sleep,
  TaskGroup,
} from "../../runtime/index.ts";
import { withContext } from "./support/context.ts";
import { inside, program } from "./support/program.ts";

const als = new AsyncLocalStorage<string>();
const store = () => als.getStore() ?? "none";

/** What its store is, before and after a wait. */
const storeTwice = coroutine(function* (wait: () => unknown = () => sleep(1)) {
  const before = store();
  yield wait();
  return `${before} ${store()}`;
});

describe("a task", () => {
  test("runs with the store of the code that made it", async () => {
    const seen = await program(function* () {
      const tasks = ["a", "b"].map((name) => als.run(name, () => createTask(storeTwice())));
      return [...(yield gather(...tasks)), yield createTask(storeTwice()), store()];
    });
    expect(seen).toEqual(["a a", "b b", "none none", "none"]);
  });

  test("leaves nothing of how it is run in the stack of its error", async () => {
    const failing = coroutine(function* failing(): Generator<unknown, void, never> {
      throw new Error("boom");
    });
    const error = await program(function* () {
      const task = als.run("a", () => createTask(failing()));
      yield sleep(1);
      return task.exception() as Error;
    });
    expect(error.stack).toMatch(/^Error: boom\n +at failing \(\S+\)$/);
  });

  test("has no part in the store of who wakes it", async () => {
    const seen = await run(
      inside(function* () {
        const loop = getRunningLoop();
        const future = loop.createFuture<void>();
        const promise = new Promise<void>((resolve) => als.run("waker", () => setTimeout(resolve, 2)));
        als.run("waker", () => setTimeout(() => future.setResult(), 2));
        const tasks = [storeTwice(() => promise), storeTwice(() => future)];
        return yield gather(
          ...tasks.map((coro) => als.run("own", () => createTask(coro))),
          storeTwice(() => promise),
        );
      }),
    );
    expect(seen).toEqual(["own own", "own own", "none none"]);
  });

  test("of a TaskGroup and of gather has the store of its block", async () => {
    const seen = await als.run("outer", () =>
      program(function* () {
        const stores: string[] = yield gather(storeTwice(), storeTwice());
        yield withContext(new TaskGroup(), function* (group) {
          const task = group.createTask(storeTwice());
          stores.push(yield task);
        });
        return stores;
      }),
    );
    expect(seen).toEqual(["outer outer", "outer outer", "outer outer"]);
  });

  test("that starts eagerly keeps the store that it began with", async () => {
    const seen = await program(function* () {
      const task = als.run("eager", () => createTask(storeTwice(), { eagerStart: true }));
      return [yield task, store()];
    });
    expect(seen).toEqual(["eager eager", "none"]);
  });

  test("keeps what it enters itself over its awaits, and shows it to no other", async () => {
    const seen = await program(function* () {
      const entering = inside(function* () {
        als.enterWith("entered");
        return yield storeTwice();
      });
      return yield gather(
        entering,
        storeTwice(),
        storeTwice(() => sleep(0)),
      );
    });
    expect(seen).toEqual(["entered entered", "none none", "none none"]);
  });

  test("made for native code that awaits a coroutine has the store of that code", async () => {
    const loop = new EventLoop();
    const running = loop.runForever();
    expect(await als.run("native", async () => await storeTwice(() => sleep(0.001)))).toBe("native native");
    loop.stop();
    await running;
    loop.close();
    expect(store()).toBe("none");
  });

  test("gets items from a queue without the stores of who has put them in", async () => {
    const seen = await program(function* () {
      const queue = new Queue<string>();
      const consumer = als.run("consumer", () => createTask(storeTwice(() => queue.get())));
      als.run("producer", () => createTask(queue.put("item")));
      return yield consumer;
    });
    expect(seen).toBe("consumer consumer");
  });
});

describe("a coroutine that is awaited", () => {
  test("runs in its task, and so with that task's store: to give it another, make it a task there", async () => {
    const seen = await program(function* () {
      return [yield als.run("s", () => storeTwice()), yield als.run("s", () => createTask(storeTwice()))];
    });
    expect(seen).toEqual(["none none", "s s"]);
  });
});

describe("a callback", () => {
  test.each<[string, (loop: EventLoop, callback: () => void) => unknown]>([
    ["callSoon", (loop, callback) => loop.callSoon(callback)],
    ["callLater", (loop, callback) => loop.callLater(0.001, callback)],
    ["callAt", (loop, callback) => loop.callAt(loop.time() + 0.001, callback)],
    [
      "addDoneCallback",
      (loop, callback) => {
        const future = loop.createFuture<void>();
        future.addDoneCallback(callback);
        als.run("setter", () => loop.callSoon(() => future.setResult()));
      },
    ],
  ])("of %s runs with the store of the code that scheduled it", async (_name, schedule) => {
    const loop = new EventLoop();
    const seen: string[] = [];
    const note = () => void seen.push(store());
    als.run("scheduler", () => schedule(loop, note));
    loop.callLater(0.003, () => {
      note();
      loop.stop();
    });
    await als.run("runner", () => loop.runForever());
    loop.close();
    expect(seen).toEqual(["scheduler", "none"]);
  });

  test("that throws, and one that enters a store for good, leave nothing of it to the next", async () => {
    const loop = new EventLoop();
    loop.setExceptionHandler(() => {});
    const seen: string[] = [];
    als.run("thrower", () =>
      loop.callSoon(() => {
        throw new Error("no");
      }),
    );
    loop.callSoon(() => als.enterWith("for good"));
    loop.callSoon(() => {
      seen.push(store());
      loop.stop();
    });
    await loop.runForever();
    loop.close();
    expect(seen).toEqual(["none"]);
  });
});

describe("the first store that is used", () => {
  /** A copy of the runtime that nobody has shown a store yet, and what it would call. */
  let fresh: typeof import("../../runtime/index.ts");
  let loop: EventLoop;
  let seen: string[];
  const note = () => void seen.push(store());
  /** Code with a store that was entered before that copy was loaded, so that nobody saw it happen. */
  const early = als.run("early", () => new AsyncResource("early"));
  const inEarly = (code: () => void) => early.runInAsyncScope(code);

  beforeEach(async () => {
    vi.resetModules();
    fresh = await import("../../runtime/index.ts");
    expect(fresh.EventLoop).not.toBe(EventLoop);
    loop = new fresh.EventLoop();
    seen = [];
  });

  const runUntilIdle = async () => {
    loop.callLater(0.001, () => loop.stop());
    await loop.runForever();
  };

  test("stays with the task or callback that enters it, over its awaits, and reaches no other", async () => {
    const entering = fresh.coroutine(function* () {
      als.enterWith("entered");
      yield fresh.sleep(0);
      note();
    });
    const other = fresh.coroutine(function* () {
      note();
    });
    const tasks = [loop.createTask(entering()), loop.createTask(other())];
    loop.callSoon(note);
    await loop.runUntilComplete(fresh.wait(tasks));
    expect(seen).toEqual(["none", "none", "entered"]);
  });

  test("is that of what its code schedules, though it is older than the runtime", async () => {
    loop.callSoon(note);
    inEarly(() => loop.callSoon(note));
    loop.callSoon(note);
    await runUntilIdle();
    expect(seen).toEqual(["none", "early", "none"]);
  });

  test("is seen in code that the host calls between the turns of a loop, too", async () => {
    const running = loop.runForever();
    await new Promise<void>((resolve) => loop.callSoon(resolve));
    loop.callSoon(note);
    inEarly(() => loop.callSoon(note));
    loop.callSoon(() => loop.stop());
    await running;
    expect(seen).toEqual(["none", "early"]);
  });

  test("does not reach those whom its code only wakes", async () => {
    const future = loop.createFuture<void>();
    const waiting = fresh.coroutine(function* () {
      yield future;
      note();
      loop.callSoon(note);
      yield fresh.sleep(0);
    });
    const done = loop.runUntilComplete(waiting());
    await new Promise<void>((resolve) => loop.callSoon(resolve));
    inEarly(() => future.setResult());
    await done;
    expect(seen).toEqual(["none", "none"]);
  });
});

describe("the host", () => {
  test("finds its own scope as it was, after the loop has run in other ones", async () => {
    const resource = new AsyncResource("host");
    await als.run("host", async () => {
      await program(function* () {
        als.enterWith("inside");
        yield sleep(1);
      });
      expect(store()).toBe("host");
    });
    expect(resource.runInAsyncScope(store)).toBe("none");
  });
});

describe("OpenTelemetry", () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer = provider.getTracer("tsyncio");

  /** A span around a task; within it, everything is its child. */
  const traced = (name: string, body: () => PromiseLike<unknown>) =>
    tracer.startActiveSpan(name, (span) => {
      const task = createTask(body());
      task.addDoneCallback(() => span.end());
      return task;
    });

  test("nests the spans of tasks in those of the tasks that made them", async () => {
    const leaf = (name: string) =>
      inside(function* () {
        yield sleep(1);
        yield traced(name, () => sleep(1));
      });
    await program(function* () {
      const request = (id: string) => traced(id, () => inside(() => gather(leaf(`${id}1`), leaf(`${id}2`))));
      yield gather(request("a"), request("b"));
      yield sleep(0);
    });
    const spans = exporter.getFinishedSpans();
    const nameOf = new Map(spans.map((span) => [span.spanContext().spanId, span.name]));
    const parents = spans.map((span) => [span.name, nameOf.get(span.parentSpanContext?.spanId ?? "")]).sort();
    expect(parents).toEqual([
      ["a", undefined],
      ["a1", "a"],
      ["a2", "a"],
      ["b", undefined],
      ["b1", "b"],
      ["b2", "b"],
    ]);
    expect(trace.getActiveSpan()).toBeUndefined();
  });
});
