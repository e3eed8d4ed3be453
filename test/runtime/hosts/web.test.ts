/** The port on browsers, here under Node, which has a MessageChannel too. */
import { describe, expect, test, vi } from "vitest";
import { webHost } from "../../../runtime/hosts/web.ts";
import { coroutine, EventLoop, gather, run, sleep } from "../../../runtime/index.ts";
import { runProgram } from "../support/child.ts";

const loopFactory = () => new EventLoop(webHost);

describe("a loop on the web's host", () => {
  test("runs a program", async () => {
    const main = coroutine(function* (): Generator<unknown, unknown, never> {
      return yield gather(sleep(0.002, "b"), sleep(0.001, "a"));
    });
    expect(await run(main(), { loopFactory })).toEqual(["b", "a"]);
  });

  test("is what a host without setImmediate gets", async () => {
    vi.stubGlobal("setImmediate", undefined);
    const loop = new EventLoop();
    vi.unstubAllGlobals();
    const soon = vi.spyOn(webHost, "soon");
    const end = performance.now() + 1000;
    const isWaiting = () => soon.mock.calls.length === 0 && performance.now() < end;
    const again = () => (isWaiting() ? void loop.callSoon(again) : loop.stop());
    loop.callSoon(again);
    await loop.runForever();
    expect(soon).toHaveBeenCalled();
    soon.mockRestore();
  });
});

describe("the channel", () => {
  const host = JSON.stringify(new URL("../../../runtime/hosts/web.ts", import.meta.url).href);

  test("keeps a process alive while somebody waits for a turn, and no longer", async () => {
    const { lines, code } = await runProgram(`
      import { webHost } from ${host};
      const again = (left) => left > 0 ? webHost.soon(() => again(left - 1)) : console.log("last turn");
      webHost.soon(() => console.log("other turn"));
      again(3);
    `);
    expect(lines).toEqual(["other turn", "last turn"]);
    expect(code).toBe(0);
  });

  test("keeps it alive again for a turn that is asked for later", async () => {
    const { lines } = await runProgram(`
      import { webHost } from ${host};
      webHost.soon(() => console.log("first turn"));
      setTimeout(() => webHost.soon(() => console.log("late turn")), 10);
    `);
    expect(lines).toEqual(["first turn", "late turn"]);
  });

  test("goes on when a turn throws", async () => {
    const { lines } = await runProgram(`
      import { webHost } from ${host};
      process.on("uncaughtException", (error) => console.log(error.message));
      webHost.soon(() => { throw new Error("thrown in a turn") });
      webHost.soon(() => console.log("next turn"));
    `);
    expect(lines).toEqual(["thrown in a turn", "next turn"]);
  });
});
