/** The real tree keeps its form, and each rule catches a planted fault. */
import { describe, expect, test } from "vitest";
import {
  fileBudget,
  functionBudget,
  headComment,
  longestFile,
  longestFunction,
  needlessExceptions,
} from "./form.ts";
import { readSources, source } from "./sources.ts";

const sources = readSources("runtime", "transformer");
const linesOfCode = (count: number) => "f();\n".repeat(count);

describe("a file opens with a comment on what lives there", () => {
  test("in the real tree", () => expect(headComment(sources)).toEqual([]));

  test.each([
    ["no comment", "export const x = 1;"],
    ["a comment that comes later", `const x = 1;\n/* ${"long ".repeat(20)} */`],
    ["a comment too short to say anything", "/** Tasks. */\nexport const x = 1;"],
  ])("%s is caught", (_fault, text) => {
    expect(headComment([source("runtime/x.ts", text)])).toEqual([
      "runtime/x.ts:1: opens without a comment that says what lives here and what does not",
    ]);
  });
});

describe(`a function has at most ${longestFunction} lines of code`, () => {
  test("in the real tree", () => expect(functionBudget(sources)).toEqual([]));

  test("and no exception outlives its need", () => {
    expect(needlessExceptions(sources)).toEqual([]);
    expect(needlessExceptions([])).not.toEqual([]);
  });

  test.each([
    ["declaration", "function f() {", "}"],
    ["arrow", "const f = () => {", "};"],
    ["method", "class C { m() {", "} }"],
  ])("a longer %s is caught, one of the length allowed is not", (_form, open, close) => {
    const make = (lines: number) => [source("runtime/x.ts", `${open}\n${linesOfCode(lines - 2)}${close}`)];
    expect(functionBudget(make(longestFunction))).toEqual([]);
    expect(functionBudget(make(longestFunction + 1))).toHaveLength(1);
  });
});

describe(`a file has at most ${longestFile} lines of code`, () => {
  test("in the real tree", () => expect(fileBudget(sources)).toEqual([]));

  test("a longer file is caught, one of the length allowed is not", () => {
    expect(fileBudget([source("runtime/x.ts", linesOfCode(longestFile))])).toEqual([]);
    expect(fileBudget([source("runtime/x.ts", linesOfCode(longestFile + 1))])).toHaveLength(1);
  });

  test("comments and blank lines are no code", () => {
    const text = `${linesOfCode(longestFile - 1)}\n\n// why\n/**\n * What.\n */\nf();`;
    expect(fileBudget([source("runtime/x.ts", text)])).toEqual([]);
  });
});
