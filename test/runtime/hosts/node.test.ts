/** The port on Node: turns of the real host, Ctrl-C and the end of the process. Signals go to a process of their own. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { hasImmediate, nodeHost, onInterrupt, onNothingLeft } from "../../../runtime/hosts/node.ts";
import { run, sleep } from "../../../runtime/index.ts";
import { runProgram } from "../support/child.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the next turn", () => {
  test("is there where the host has setImmediate", () => {
    expect(hasImmediate()).toBe(true);
    vi.stubGlobal("setImmediate", undefined);
    expect(hasImmediate()).toBe(false);
  });

  test("comes after microtasks and ticks", async () => {
    const order: string[] = [];
    const turn = new Promise<void>((resolve) => nodeHost.soon(resolve)).then(() => order.push("turn"));
    process.nextTick(() => order.push("tick"));
    queueMicrotask(() => order.push("microtask"));
    await turn;
    expect(order.at(-1)).toBe("turn");
    expect(order).toHaveLength(3);
  });
});

describe("onInterrupt", () => {
  test("listens to SIGINT until it is told to stop", () => {
    const release = onInterrupt(() => {});
    expect(process.listenerCount("SIGINT")).toBe(1);
    release?.();
    expect(process.listenerCount("SIGINT")).toBe(0);
  });

  test("calls everyone who asked, by one listener of the process", () => {
    const called: string[] = [];
    const releases = ["a", "b"].map((name) => onInterrupt(() => called.push(name)));
    expect(process.listenerCount("SIGINT")).toBe(1);
    process.emit("SIGINT");
    releases[0]?.();
    process.emit("SIGINT");
    releases[1]?.();
    expect(called).toEqual(["a", "b", "b"]);
    expect(process.listenerCount("SIGINT")).toBe(0);
  });

  test("leaves the signal to who listens already", () => {
    const theirs = () => {};
    process.on("SIGINT", theirs);
    expect(onInterrupt(() => {})).toBeUndefined();
    process.off("SIGINT", theirs);
  });

  test("gives nothing where there is no process", () => {
    vi.stubGlobal("process", undefined);
    expect(onInterrupt(() => {})).toBeUndefined();
  });

  test("gives nothing where a bundler has put half a process", () => {
    vi.stubGlobal("process", { env: {} });
    expect(onInterrupt(() => {})).toBeUndefined();
    expect(onNothingLeft(() => {})).toBeUndefined();
  });
});

describe("onNothingLeft", () => {
  test("listens for the end of the process until it is told to stop", () => {
    const before = process.listenerCount("beforeExit");
    const release = onNothingLeft(() => {});
    expect(process.listenerCount("beforeExit")).toBe(before + 1);
    release?.();
    expect(process.listenerCount("beforeExit")).toBe(before);
  });
});

describe("a run that nothing can wake any more", () => {
  test("is watched for by one listener, however many runs there are, and by none after them", async () => {
    const before = process.listenerCount("beforeExit");
    const runs = Array.from({ length: 20 }, () => run(sleep(0.001)));
    expect(process.listenerCount("beforeExit")).toBe(before + 1);
    await Promise.all(runs);
    expect(process.listenerCount("beforeExit")).toBe(before);
  });

  test("ends with an error that names its tasks and what they wait for", async () => {
    const { lines, code } = await runProgram(`
      import { coroutine, createTask, run } from "tsyncio";
      const never = coroutine(function* never() { yield new Promise(() => {}); });
      const help = coroutine(function* help() { yield never(); });
      const main = coroutine(function* main() { yield createTask(help(), { name: "helper" }); });
      await run(main()).catch((error) => console.log(String(error)));
    `);
    expect(lines).toEqual([
      expect.stringMatching(/^RuntimeError: deadlock: .* nothing can wake it/),
      expect.stringMatching(/^ {2}<Task pending name='Task-1' coro=<main\(\)> waitFor=<Task>> in main\(\)$/),
      expect.stringMatching(
        /^ {2}<Task pending name='helper' coro=<help\(\)> waitFor=<Future>> in never\(\) < help\(\), awaited by Task-1$/,
      ),
    ]);
    expect(code).toBe(0);
  });

  test("cancels its tasks, whose cleanup may take its time", async () => {
    const { lines } = await runProgram(`
      import { coroutine, run, sleep } from "tsyncio";
      const main = coroutine(function* () {
        try { yield new Promise(() => {}); } finally { yield sleep(0.01); console.log("cleaned up"); }
      });
      await run(main()).catch((error) => console.log(error.name));
    `);
    expect(lines).toEqual(["cleaned up", "RuntimeError"]);
  });

  test("makes the process fail when nobody catches the error", async () => {
    const { code, errors } = await runProgram(`
      import { coroutine, run } from "tsyncio";
      run(coroutine(function* () { yield new Promise(() => {}); })());
    `);
    expect(code).toBe(1);
    expect(errors).toContain("deadlock");
  });

  test("may be one that runs for ever", async () => {
    const { lines } = await runProgram(`
      import { newEventLoop } from "tsyncio";
      await newEventLoop().runForever().catch((error) => console.log(error.message));
    `);
    expect(lines).toEqual([expect.stringMatching(/deadlock.*tasks not done: none$/)]);
  });

  test("is not one that waits for a timer, a worker or a socket", async () => {
    const { lines, errors } = await runProgram(`
      import { createServer } from "node:net";
      import { Worker } from "node:worker_threads";
      import { coroutine, run, sleep } from "tsyncio";
      const main = coroutine(function* () {
        yield sleep(0.02);
        const worker = new Worker("setTimeout(() => {}, 20)", { eval: true });
        yield new Promise((resolve) => worker.on("exit", resolve));
        const server = createServer((socket) => socket.end());
        yield new Promise((resolve) => server.listen(0, resolve));
        yield new Promise((resolve) => fetch("http://localhost:" + server.address().port).catch(resolve));
        server.close();
        return "done";
      });
      console.log(await run(main()));
    `);
    expect({ lines, errors }).toEqual({ lines: ["done"], errors: "" });
  });

  test("may have a virtual clock", async () => {
    const { lines } = await runProgram(`
      import { coroutine, newEventLoop, sleep } from "tsyncio";
      import { runVirtual } from "${new URL("../../../runtime/testing/index.ts", import.meta.url)}";
      const main = coroutine(function* () { yield sleep(3600); yield new Promise(() => {}); });
      await runVirtual(main).catch((error) => console.log(error.name));
    `);
    expect(lines).toEqual(["RuntimeError"]);
  });
});
