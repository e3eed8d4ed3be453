/**
 * The public names: exactly what is promised and works, each documented, each value shown in use.
 *
 * The lists follow the order of the contract. Whoever adds a primitive adds its name here.
 */
import { describe, expect, test } from "vitest";
import { documentationFaults, nameFaults, type PublicName, publicNames } from "./names.ts";

const values = {
  "runtime/index.ts": [
    ...["run", "Runner"],
    ...["coroutine", "isCoroutine", "isCoroutineFunction"],
    ...["asyncAwait", "asyncEnter", "asyncExit"],
    ...["getRunningLoop", "newEventLoop", "EventLoop", "Handle", "TimerHandle"],
    ...["Future", "isFuture", "ensureFuture", "Task", "createTask", "currentTask", "allTasks"],
    ...["eagerTaskFactory", "createEagerTaskFactory"],
    ...[
      "sleep",
      "gather",
      "wait",
      "FIRST_COMPLETED",
      "FIRST_EXCEPTION",
      "ALL_COMPLETED",
      "waitFor",
      "shield",
      "asCompleted",
    ],
    ...["TaskGroup", "timeout", "timeoutAt", "Timeout", "taskSignal"],
    ...["Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier", "BrokenBarrierError"],
    ...["Queue", "PriorityQueue", "LifoQueue", "QueueEmpty", "QueueFull", "QueueShutDown"],
    ...["captureCallGraph", "formatCallGraph", "printCallGraph"],
    ...["ContextVar", "Context", "Token", "copyContext"],
    ...["aclosing", "AsyncExitStack", "asyncContextManager"],
    ...["CancelledError", "TimeoutError", "InvalidStateError", "RuntimeError", "LookupError"],
    ...["IncompleteReadError", "LimitOverrunError"],
    ...["BaseException", "KeyboardInterrupt", "SystemExit", "BaseExceptionGroup", "ExceptionGroup"],
  ],
  "runtime/testing/index.ts": ["VirtualEventLoop", "runVirtual", "explore", "ScheduleError"],
  "transformer/index.ts": ["transform"],
} as const;

describe.each(Object.entries(values))("%s", (entry, promised) => {
  const found = publicNames(entry);

  test("exports the values that are promised and no others", () => {
    const names = found.filter(({ isValue }) => isValue).map(({ name }) => name);
    expect(nameFaults(names, promised)).toEqual([]);
  });

  test("documents all that it exports, and shows every value in use", () => {
    expect(found.flatMap(documentationFaults)).toEqual([]);
  });
});

describe("planted faults are caught:", () => {
  const planted = (text: string): PublicName[] =>
    publicNames("runtime/index.ts", {
      "runtime/index.ts": 'export * from "./planted.ts";',
      "runtime/planted.ts": text,
    });

  test("a name too few and a name too many", () => {
    const names = planted("export const a = 1, b = 2;").map(({ name }) => name);
    expect(nameFaults(names, ["b", "c"])).toEqual([
      "c is promised but not exported",
      "a is exported but not promised",
    ]);
  });

  test.each([
    ["no documentation", "export function f() {}", "f has no documentation"],
    ["no example", "/** Does it. */\nexport function f() {}", "f has no @example"],
    [
      "a method without documentation",
      "/** C.\n * @example x\n */\nexport class C {\n/** Does. */\na() {} #hidden = 1; b() {} }",
      "C.b has no documentation",
    ],
  ])("%s", (_fault, text, sentence) => {
    expect(planted(text).flatMap(documentationFaults)).toEqual([sentence]);
  });

  test("a documented type needs no example", () => {
    expect(planted("/** A number. */\nexport type A = number;").flatMap(documentationFaults)).toEqual([]);
  });

  test("one documented overload speaks for all", () => {
    const text =
      "export function f(a: 1): void;\n/** Does.\n * @example f(2)\n */\nexport function f(a: 2): void;";
    expect(planted(text).flatMap(documentationFaults)).toEqual([]);
  });
});
