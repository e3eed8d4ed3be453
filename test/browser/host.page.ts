/** Only in a browser: what the page's own channel, timers and rendering do to the loop. */
import { expect, test, vi } from "vitest";
import { webHost } from "../../runtime/hosts/web.ts";
import { coroutine, EventLoop, gather, run, sleep } from "../../runtime/index.ts";

const { requestAnimationFrame } = globalThis as unknown as {
  requestAnimationFrame(callback: () => void): void;
};

test("this is a browser, and a new loop has the host of the web", () => {
  expect(navigator.userAgent).toContain("Chrome");
  const at = vi.spyOn(webHost, "at");
  const soon = vi.spyOn(webHost, "soon");
  const busy = coroutine(function* (): Generator<unknown, void, never> {
    yield sleep(0.01);
    const end = performance.now() + 10;
    while (performance.now() < end) yield sleep(0);
  });
  return run(busy()).then(() => {
    expect(at).toHaveBeenCalled();
    expect(soon).toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});

test("a timer beyond 2^31 milliseconds does not fire at once", async () => {
  const loop = new EventLoop();
  const fired: string[] = [];
  loop.callLater(2 ** 31 / 1000 + 10, () => fired.push("far"));
  loop.callLater(0.02, () => loop.stop());
  await loop.runForever();
  expect(fired).toEqual([]);
  loop.close();
});

test("ten nested timers are not slowed down to the 4 milliseconds of a browser's own", async () => {
  const main = coroutine(function* (): Generator<unknown, number, never> {
    const start = performance.now();
    for (let i = 0; i < 200; i++) yield sleep(0);
    return performance.now() - start;
  });
  expect(await run(main())).toBeLessThan(200);
});

test("a page is drawn while tasks keep the loop busy", async () => {
  const main = coroutine(function* (): Generator<unknown, number, never> {
    let frames = 0;
    const count = () => {
      frames++;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    const end = performance.now() + 300;
    const spin = coroutine(function* (): Generator<unknown, void, never> {
      while (performance.now() < end) yield sleep(0);
    });
    yield gather(spin(), spin(), spin());
    return frames;
  });
  expect(await run(main())).toBeGreaterThan(3);
});

test("a fetch that is aborted by its task rejects there", async () => {
  const url = URL.createObjectURL(new Blob(["text"]));
  const main = coroutine(function* (): Generator<unknown, string, never> {
    const response: Response = yield fetch(url);
    return yield response.text();
  });
  expect(await run(main())).toBe("text");
  URL.revokeObjectURL(url);
});

test("debug mode leaves the runtime's own calls out where its files are addresses with a query", async () => {
  const address = new URL("../../runtime/debug.ts?t=1", import.meta.url).href;
  const { originOf, recordOrigin }: typeof import("../../runtime/debug.ts") = await import(
    /* @vite-ignore */ address
  );
  const object = {};
  recordOrigin(object);
  expect(originOf(object)?.length).toBeGreaterThan(0);
  expect(originOf(object)?.filter((line) => line.includes("/runtime/debug.ts"))).toEqual([]);
});
