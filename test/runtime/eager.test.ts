/** Eager tasks where JavaScript or the house differ; the rest is proven by the pairs of programs/eager/. */
import { describe, expect, test } from "vitest";
import {
  allTasks,
  coroutine,
  createEagerTaskFactory,
  createTask,
  currentTask,
  eagerTaskFactory,
  getRunningLoop,
  KeyboardInterrupt,
  RuntimeError,
  sleep,
  Task,
  TaskGroup,
} from "../../runtime/index.ts";
import { VirtualEventLoop } from "../../runtime/testing/index.ts";
import { withContext } from "./support/context.ts";
import { program } from "./support/program.ts";

const eager = { eagerStart: true };
const answer = coroutine(function* (): Generator<unknown, number, never> {
  return 42;
});

describe("an eager task", () => {
  test("is done when createTask returns, however many awaits it takes that do not suspend", async () => {
    const spin = coroutine(function* (): Generator<unknown, number, never> {
      const end = performance.now() + 20;
      let awaits = 0;
      for (; performance.now() < end; awaits++) yield answer();
      return awaits;
    });
    await program(function* () {
      const task = createTask(spin(), eager);
      expect(task.done()).toBe(true);
      expect(task.result()).toBeGreaterThan(256);
      yield sleep(0);
    });
  });

  test("tells of no coroutine once it is done", async () => {
    await program(function* () {
      const task = createTask(answer(), { ...eager, name: "quick" });
      expect([task.getCoro(), String(task)]).toEqual([undefined, "<Task finished result=42 name='quick'>"]);
      yield 0;
    });
  });

  test("is refused in a Context that is in use, and leaves nothing behind", async () => {
    await program(function* () {
      const context = currentTask()?.getContext();
      expect(() => createTask(answer(), { ...eager, context })).toThrow(RuntimeError);
      expect([allTasks().size, currentTask()?.getCoro() !== undefined]).toEqual([1, true]);
      expect(yield createTask(answer(), eager)).toBe(42);
    });
  });

  test("lets an interrupt out of createTask, and keeps it", async () => {
    const interrupt = coroutine(function* (): Generator<unknown, void, never> {
      throw new KeyboardInterrupt("now");
    });
    await program(function* () {
      const before = currentTask();
      expect(() => createTask(interrupt(), eager)).toThrow(KeyboardInterrupt);
      expect([currentTask(), allTasks().size]).toEqual([before, 1]);
      yield 0;
    });
  });

  test("starts lazily where the loop is not at work", async () => {
    const loop = new VirtualEventLoop();
    const task = loop.createTask(answer(), eager);
    expect(task.done()).toBe(false);
    expect(await loop.runUntilComplete(task)).toBe(42);
    loop.close();
  });

  test("that cancels its group before it belongs to it is cancelled as well", async () => {
    await program(function* () {
      let child: Task<void> | undefined;
      yield withContext(new TaskGroup(), function* (group) {
        const cancelGroup = coroutine(function* (): Generator<unknown, void, never> {
          group.cancel();
          yield sleep(1000);
        });
        child = group.createTask(cancelGroup(), eager);
        yield sleep(5);
      });
      expect([child?.cancelled(), getRunningLoop().time()]).toEqual([true, 0]);
    });
  });
});

describe("a factory of eager tasks", () => {
  class Named<T> extends Task<T> {}

  test("makes tasks of the class that it is given", async () => {
    await program(function* () {
      getRunningLoop().setTaskFactory(createEagerTaskFactory(Named));
      const task = createTask(answer(), { name: "n" });
      expect([task instanceof Named, task.done(), task.getName()]).toEqual([true, true, "n"]);
      yield 0;
    });
  });

  test("starts a task lazily only when it is told so", async () => {
    await program(function* () {
      getRunningLoop().setTaskFactory(eagerTaskFactory);
      expect(createTask(answer()).done()).toBe(true);
      expect(createTask(answer(), { eagerStart: undefined }).done()).toBe(true);
      const lazy = createTask(answer(), { eagerStart: false });
      expect(lazy.done()).toBe(false);
      expect(yield lazy).toBe(42);
    });
  });
});
