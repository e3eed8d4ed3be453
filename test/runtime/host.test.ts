/** What every host promises the loop, checked on each of them. Real turns and timers, a few milliseconds each. */
import { describe, expect, test } from "vitest";
import type { Host } from "../../runtime/host.ts";
import { nodeHost } from "../../runtime/hosts/node.ts";
import { webHost } from "../../runtime/hosts/web.ts";

const hosts: [string, Host][] = [
  ["Node", nodeHost],
  ["the web", webHost],
];

function soon(host: Host): Promise<void> {
  return new Promise((resolve) => host.soon(resolve));
}

function at(host: Host, when: number): Promise<void> {
  return new Promise((resolve) => host.at(when, resolve));
}

describe.each(hosts)("the host of %s", (_name, host) => {
  test("has a clock in seconds that does not go back", async () => {
    const start = host.now();
    const before = performance.now();
    await at(host, start + 0.02);
    const milliseconds = performance.now() - before;
    expect(host.now() - start).toBeCloseTo(milliseconds / 1000, 2);
  });

  test("gives a turn only after the call has returned", async () => {
    const order: string[] = [];
    const turn = new Promise<void>((resolve) => {
      host.soon(() => {
        order.push("turn");
        resolve();
      });
    });
    order.push("returned");
    queueMicrotask(() => order.push("microtask"));
    await turn;
    expect(order).toEqual(["returned", "microtask", "turn"]);
  });

  test("gives turns in the order in which they were asked for", async () => {
    const order: number[] = [];
    for (const n of [1, 2, 3]) host.soon(() => order.push(n));
    await soon(host);
    expect(order).toEqual([1, 2, 3]);
  });

  test("gives a turn that was asked for in a turn later", async () => {
    const order: string[] = [];
    host.soon(() => {
      host.soon(() => order.push("inner"));
      queueMicrotask(() => order.push("microtask"));
    });
    host.soon(() => order.push("next"));
    await soon(host);
    await soon(host);
    expect(order).toEqual(["microtask", "next", "inner"]);
  });

  test("lets timers and I/O pass while turn follows turn", async () => {
    let fired = false;
    setTimeout(() => {
      fired = true;
    }, 1);
    const end = performance.now() + 1000;
    while (!fired && performance.now() < end) await soon(host);
    expect(fired).toBe(true);
  });

  test("calls at a time that has passed already, but not at once", async () => {
    let called = false;
    const turn = at(host, host.now() - 1).then(() => {
      called = true;
    });
    expect(called).toBe(false);
    await turn;
  });

  test("calls at a time to come, not much before it", async () => {
    const when = host.now() + 0.03;
    await at(host, when);
    expect(host.now()).toBeGreaterThan(when - 0.002);
  });

  test("does not call what was taken back", async () => {
    const called: string[] = [];
    const takeBack = host.at(host.now() + 0.005, () => called.push("taken back"));
    takeBack();
    await at(host, host.now() + 0.02);
    expect(called).toEqual([]);
  });
});
