/** `transform` as a host calls it. What the forms become and do is in emit-text.test.ts and the fixtures. */
import { stripTypeScriptTypes } from "node:module";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { type TransformOptions, transform } from "../../transformer/index.ts";
import { OptionError } from "../../transformer/options.ts";
import { fixtures } from "./support/fixtures.ts";
import { type Outcome, runPrograms, writePrograms } from "./support/programs.ts";

const at = (filename: string, rest: Partial<TransformOptions> = {}) => ({ filename, ...rest });

describe("a file is left as it is, to the byte,", () => {
  test.each([
    ["without async and await", "const  x = 1 ;;\r\n", at("a.ts")],
    ["without async functions", "await x;\nconst async = 1", at("a.ts")],
    ["as a declaration file", "declare const f: (async: 1) => void;", at("a.d.ts")],
    ["in node_modules", "async function f() {}", at("node_modules/x/a.js")],
    ["when it is not included", "async function f() {}", at("a.ts", { include: "b.ts" })],
    ["when it is excluded", "async function f() {}", at("a.ts", { exclude: /a/ })],
    ["when it is no JavaScript", "async function f() {}", at("a.txt")],
    ["when it stays native", '"use native"; async function f() {}', at("a.ts")],
    ["when nothing asks for a coroutine", "async function f() {}", at("a.ts", { mode: "directive" })],
  ])("%s", (_, code, options) => {
    expect(transform(code, options)).toEqual({ code, map: undefined, diagnostics: [] });
  });

  test("with TypeScript's own diagnostics when it does not parse", () => {
    const code = "async function f( { await 1; }\n";
    const result = transform(code, at("src/a.ts"));
    expect(result).toMatchObject({ code, map: undefined });
    expect(result.diagnostics[0]).toMatchObject({ file: "src/a.ts", category: "error", line: 1 });
    expect(result.diagnostics[0]?.code).toMatch(/^TS\d+$/);
  });
});

test("options are validated", () => {
  expect(() => transform("", at("a.ts", { mode: "none" as never }))).toThrow(/option "mode" must be/);
  expect(() => transform("", { filename: "a.ts", modes: 1 } as never)).toThrow(/unknown option "modes"/);
});

test("an option that does not exist is told with the file that it was given for", () => {
  expect(() => transform("", { filename: "src/a.ts", modes: 1 } as never)).toThrow(
    /; the options are .*\nin the options of transform\(\), for src\/a\.ts$/,
  );
});

test.each<[string, unknown[]]>([
  ['option "filename" must be a string, not undefined', [""]],
  ['option "filename" must be a string, not undefined', ["", {}]],
  ["the code must be a string, not 5", [5, at("a.ts")]],
])("refuses a call of which the types know nothing: %s", (message, args) => {
  const untyped = transform as (...args: unknown[]) => unknown;
  expect(() => untyped(...args)).toThrow(new OptionError(`tsyncio: ${message}`));
});

test("a refused function is reported, and the others are rewritten", () => {
  const native = "function g() { return async () => eval(text); }";
  const { code, diagnostics } = transform(`${native}\nasync function f() { await 2; }`, at("a.ts"));
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatchObject({
    code: "TSYNC1004",
    category: "error",
    file: "a.ts",
    line: 1,
    column: 35,
  });
  expect(code).toContain(native);
  expect(code).toContain("yield 2");
});

describe("the access to the runtime", () => {
  const lines = (code: string, options = at("a.ts")) => transform(code, options).code.split("\n");

  test("stands on the line of the first statement, behind all that must come first", () => {
    const code = '#!/usr/bin/env node\n/* licence */\n"use strict";\n// @ts-check\nasync function f() {}\n';
    expect(lines(code)[4]).toMatch(/^import \* as tsyncio from "tsyncio\/compiled"; function f\(\)/);
    expect(lines(code).slice(0, 4)).toEqual(code.split("\n").slice(0, 4));
  });

  test("is a require where modules are CommonJS", () => {
    expect(lines("exports.f = async () => {};", at("a.js"))[0]).toMatch(
      /^const tsyncio = require\("tsyncio\/compiled"\); /,
    );
  });

  test("keeps a script a script", () => {
    const { code } = transform("async function f() {}", at("a.js", { format: "script" }));
    expect(code).toMatch(
      /^var tsyncio = globalThis\[Symbol\.for\("tsyncio\/compiled"\)\] \?\? require\("tsyncio\/compiled"\); /,
    );
    expect(ts.isExternalModule(ts.createSourceFile("a.js", code, ts.ScriptTarget.Latest))).toBe(false);
  });

  test("names the module that was asked for", () => {
    expect(lines("async function f() {}", at("a.ts", { runtime: "my/runtime" }))[0]).toContain(
      'from "my/runtime"',
    );
  });
});

describe("lines and columns", () => {
  test.each(fixtures)("every line of $filename keeps its number", ({ filename, source }) => {
    const { code } = transform(source, { filename });
    expect(code.split("\n").length).toBe(source.split("\n").length);
    const output = code.split("\n");
    for (const [at, line] of source.split("\n").entries()) {
      // Comments are never touched: they say which line is which.
      const comment = /\/\/ [\w ].*$/.exec(line)?.[0];
      if (comment) expect(output[at]).toContain(comment);
    }
  });

  test("`yield` stands in the columns of `await`", () => {
    const source = "async function f() {\n  const x = await g(1);\n}";
    expect(transform(source, at("a.ts")).code.split("\n")[1]).toBe("  const x = yield g(1);");
  });

  test("line breaks of other systems stay", () => {
    expect(transform("async () => {\r\n  await 1;\r\n};\r\n", at("a.ts")).code).toMatch(
      /\{\r\n {2}yield 1;\r\n\}\);\r\n$/,
    );
  });
});

describe("the map", () => {
  const source = "export const f = async () => await g();\n";

  test("names the source, and holds its text only when debugging", () => {
    expect(transform(source, at("src/a.ts")).map).toMatchObject({ version: 3, sources: ["src/a.ts"] });
    expect(transform(source, at("src/a.ts")).map?.sourcesContent).toBeUndefined();
    expect(transform(source, at("src/a.ts", { debug: true })).map?.sourcesContent).toEqual([source]);
  });
});

/** Strippers, Node's own for one, erase types and know no other TypeScript. */
describe("the emitted TypeScript can be stripped", () => {
  /** Decorators, enums, namespaces and parameter properties are more than types. */
  const isErasable = ({ filename, source }: (typeof fixtures)[number]) =>
    /\.[cm]?ts$/.test(filename) && !/decorated/.test(filename) && canBeStripped(source);
  const canBeStripped = (source: string) => {
    try {
      return stripTypeScriptTypes(source) !== "";
    } catch {
      return false;
    }
  };
  const erasable = fixtures.filter(isErasable);
  test("as nearly all of it can", () => expect(erasable.length).toBeGreaterThan(fixtures.length * 0.8));
  test.each(erasable)("$filename", ({ filename, source }) => {
    const stripped = stripTypeScriptTypes(transform(source, { filename }).code);
    expect(stripped.split("\n").length).toBe(source.split("\n").length);
  });
});

describe("whole programs", () => {
  const sources: Record<string, readonly [source: string, options: TransformOptions]> = {
    "common.cjs": [
      `"use strict";
const helper = require("./helper.cjs");
async function main() { return [await helper.load(), typeof this, (async () => arguments.length)() !== undefined]; }
module.exports = main;`,
      at("common.cjs"),
    ],
    "helper.cjs": ["exports.load = async () => { await null; return 'loaded'; };", at("helper.js")],
    "script.cjs": [
      `async function main() { return [await nested(), typeof sloppy(), main$ === undefined]; }
function sloppy() { return this; }
var main$;
async function nested() { switch (1) { default: return await 5; } }
module.exports = main;`,
      at("script.js", { format: "script" }),
    ],
    "strict.cjs": [
      `async function own() { "use strict"; return this === undefined; }
async function sloppy() { return this === globalThis; }
module.exports = async () => [await own(), await sloppy()];`,
      at("strict.cjs"),
    ],
    "namespaces.mjs": [
      ts.transpile(
        transform(
          `namespace Tools {
  export const early = load("early");
  export async function load(name: string) { return [name, await helper()]; }
  async function helper() { return "helper"; }
  export namespace Inner { export async function deep() { return await load("deep"); } }
}
export default async () => [await Tools.early, await Tools.load("later"), await Tools.Inner.deep()];`,
          at("namespaces.ts"),
        ).code,
        { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      ),
      at("namespaces.mjs"),
    ],
  };
  let outcomes: ReadonlyMap<string, Outcome>;

  beforeAll(async () => {
    const files = new Map(
      Object.entries(sources).map(([name, [code, options]]) => [name, transform(code, options).code]),
    );
    const names = Object.keys(sources).filter((name) => name !== "helper.cjs");
    outcomes = await runPrograms(writePrograms("index", files), names, "tsyncio");
  });

  test.each([
    ["common.cjs", ["loaded", "undefined", true]],
    ["script.cjs", [5, "object", true]],
    ["strict.cjs", [true, true]],
    [
      "namespaces.mjs",
      [
        ["early", "helper"],
        ["later", "helper"],
        ["deep", "helper"],
      ],
    ],
  ])("%s", (name, value) => expect(outcomes.get(name)).toEqual({ value }));
});
