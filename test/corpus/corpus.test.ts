/** The check that `npm run corpus` makes of other people's sources: over some of our own, and with planted faults. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check, routes } from "./check.ts";

const samples = join(import.meta.dirname, "../../samples");

test.each(globSync("2*.ts", { cwd: samples }).sort())(
  "both emitters write one program of the sample %s",
  (name) => {
    const source = readFileSync(join(samples, name), "utf8");
    expect(check({ filename: name, source })).toEqual({ fate: "rewritten", diagnostics: [], faults: [] });
  },
);

const source = "export const main = async (x) => { try { return await x; } finally { end(); } };";

describe("a file counts as", () => {
  test.each([
    ["untouched", "a.ts", "export const x = 1;"],
    ["untouched", "a.ts", "async function f( {"],
    ["rewritten", "a.ts", "async function f() { await 1; }"],
    ["rewritten", "a.mjs", "await (async () => {})();"],
    ["rewritten", "a.cjs", "module.exports = async () => { with (x) await y; };"],
    ["rewritten", "a.ts", "@d class A { constructor(@p x) {} async m() {} }"],
    ["rewritten", "a.tsx", "export const x = async () => <p data-x={await 1} />;"],
    ["invalid", "a.js", "async function f() {} return;"],
  ])("%s: %s with %s", (fate, filename, code) => {
    expect(check({ filename, source: code })).toMatchObject({ fate, faults: [] });
  });

  test("rewritten where a function of it is refused", () => {
    const { fate, diagnostics, faults } = check({
      filename: "a.ts",
      source: "async function f() { await 1; } function g() { return async () => eval(text); }",
    });
    expect([fate, diagnostics.map(({ code }) => code), faults]).toEqual(["rewritten", ["TSYNC1004"], []]);
  });
});

describe("a planted fault is seen:", () => {
  const faultsWith = (change: (code: string) => string) =>
    check({ filename: "a.ts", source }, { ...routes, text: (input) => tampered(routes.text(input), change) })
      .faults;
  const tampered = <T extends { code: string }>(output: T, change: (code: string) => string): T => ({
    ...output,
    code: change(output.code),
  });

  test("emitters that part", () => {
    expect(faultsWith((code) => code.replace("end()", "begin()")).join()).toMatch(
      /^the emitters part:\n {2}text: .*begin.*\n {2}tree: .*end/,
    );
  });
  test("an await that is left", () => {
    expect(faultsWith((code) => `${code} async () => { await 1; };`).join()).toMatch(
      /await at line \d+ of the program is left/,
    );
  });
  test("what is no program", () => {
    expect(faultsWith((code) => `${code} }`).join()).toMatch(/^there is no program/);
  });
});
