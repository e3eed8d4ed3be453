/** AsyncLocalStorage: whose stores tasks and callbacks run with, and OpenTelemetry's spans across tasks. */
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { context, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { describe, expect, test } from "vitest";
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
