import vm from "node:vm";
import { expect, test } from "vitest";
import { refusals } from "../../transformer/diagnostics.ts";
import { transform } from "../../transformer/index.ts";

const wrong = [
  "async function f() { var await; }",
  "async function f() { var \\u0061wait; }",
  "async function f(await) {}",
  "async function f() { function await() {} }",
  "(async function await() {});",
  "(async function* await() {});",
  "async () => { (a = await/r/g) => {} };",
  "async (a = (...await) => {}) => {};",
  "async (await) => {};",
  "async (a, a) => {};",
  "({ async m(a, a) {} });",
  "class A { async m(a, ...a) {} }",
  "class A { async constructor() { await 1; } }",
  "class A { async get x() { await 1; } }",
  "({ async set x(value) { await value; } });",
  "(async () => {}) = 1;",
  "((async x => x)) += 1;",
  "(async function () {})++;",
  "for ((async () => 1) of []);",
  "async function f() { await using x = null, [] = null; }",
  "async function f() { await using {} = null; }",
  "async function f() { for (await using x in {}); }",
  "async function f() { for await (using x = y of []); }",
  "async function f() { for await (await using x = y of []); }",
  "async function f() { for await (var x of []) let\n[a] = 0; }",
];

test.each(wrong)("a syntax error stays one: %s", (code) => {
  expect(() => new vm.Script(code)).toThrow(SyntaxError);
  const result = transform(code, { filename: "a.js", format: "script" });
  expect(() => new vm.Script(result.code)).toThrow(SyntaxError);
  expect(result.diagnostics.length).toBeGreaterThan(0);
});

const right = [
  "var await; async function f() { function g() { return await; } }",
  "async function f() { ({ await: 1 }).await; }",
  "async function await() {}",
  "async function f() { class A { await() {} } }",
  "({ async await(a, b) {} });",
  "async function f() { using x = null; for (using y of []); await using z = x; }",
  "async function f() { for await (const x of []) { let y; } }",
  "x = (async () => {});",
];

test.each(right)("what only looks like one is rewritten: %s", (code) => {
  const result = transform(code, { filename: "a.js", format: "script" });
  expect(result.diagnostics).toEqual([]);
  expect(result.code).not.toMatch(/\basync (function|\()|async \w+\(/);
  expect(() => new vm.Script(result.code)).not.toThrow();
});

test("the refusal shows the place", () => {
  const code = "async function f() { await using x = null, [] = null; }";
  const [found] = transform(code, { filename: "a.ts" }).diagnostics;
  expect(found?.code).toBe(refusals.earlyError.code);
  expect(code.slice(found?.start, (found?.start ?? 0) + (found?.length ?? 0))).toBe(
    "await using x = null, [] = null",
  );
});
