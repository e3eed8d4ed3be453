/** The step after the rewrite where a project under Jest names no transformer. Jest itself runs in test/hosts/tools. */
import { describe, expect, test } from "vitest";
import { transpile } from "../../transformer/hosts/jest-transpile.ts";

const options = { supportsStaticESM: true, instrument: false, configString: "" };
const code = (text: string, more: object = {}) =>
  transpile(text, "a.test.ts", { ...options, ...more }).code.replace(/\n\/\/# sourceMappingURL.*\n*$/, "");

test("types go, the module format is the one that Jest asks for, and there is a map", () => {
  const text = 'import { a } from "./a.ts"; export const b: number = a;';
  expect(code(text)).toContain('import { a } from "./a.ts"');
  expect(code(text, { supportsStaticESM: false })).toContain('require("./a.ts")');
  expect(JSON.parse(String(transpile(text, "a.test.ts", options).map)).sources).toEqual(["a.test.ts"]);
});

describe("jest.mock and its like go above the imports", () => {
  const order = (text: string) => code(text).split("\n").filter(Boolean);

  test("in the order in which they stand", () => {
    expect(
      order('import "./a";\njest.mock("./a");\njest.unmock("./b").mock("./c");\nimport "./b";\njest.fn();'),
    ).toEqual([
      'jest.mock("./a");',
      'jest.unmock("./b").mock("./c");',
      'import "./a";',
      'import "./b";',
      "jest.fn();",
    ]);
  });

  test("but stay below the import of jest itself", () => {
    const lines = order('import "./a";\nimport { jest } from "@jest/globals";\njest.mock("./a");');
    expect(lines).toEqual(['import { jest } from "@jest/globals";', 'jest.mock("./a");', 'import "./a";']);
  });

  test("what is called so elsewhere stays", () => {
    const text = 'import "./a";\nother.mock("./a");\nfunction f() {\n    jest.mock("./b");\n}\n';
    expect(code(text)).toBe(text.trimEnd());
  });
});
