import ts from "typescript";
import { describe, expect, test } from "vitest";
import { type ModuleFormat, moduleFormat, parse, syntaxErrors } from "../../transformer/parse.ts";

const errorsOf = (code: string, filename: string) => syntaxErrors(parse(ts, code, filename)).length;

describe("the language of a file", () => {
  test.each([
    ["a.ts", "const x = <any>y;", 0],
    ["a.mts", "const x = <any>y;", 0],
    ["a.cts", "const x = <any>y;", 0],
    ["a.tsx", "const x = <p>y</p>;", 0],
    ["a.tsx", "const x = <any>y;", 1],
    ["a.jsx", "const x = <p>y</p>;", 0],
    ["a.js", "const x = <p>y</p>;", 0],
    ["a.mjs", "const x = <p>y</p>;", 0],
  ])("follows from its name: %s with %s", (filename, code, errors) => {
    expect(errorsOf(code, filename) > 0).toBe(errors > 0);
  });

  test("is parsed with parent nodes", () => {
    const [statement] = parse(ts, "f();", "a.ts").statements;
    expect(statement?.parent.kind).toBe(ts.SyntaxKind.SourceFile);
  });

  test("shows its syntax errors", () => {
    expect(errorsOf("async function (", "a.ts")).toBeGreaterThan(0);
    expect(errorsOf("async function f() {}", "a.ts")).toBe(0);
  });
});

describe("an await at the top of a file", () => {
  const isAwait = (code: string, format?: ModuleFormat) => {
    const [statement] = parse(ts, code, "a.js", format).statements;
    return ts.isAwaitExpression((statement as ts.ExpressionStatement).expression);
  };

  test("is one in a module, even where nothing but itself shows that the file is one", () => {
    expect(isAwait("await (f)();")).toBe(true);
    expect(isAwait("await (f)();", "module")).toBe(true);
  });

  test("is a call of a function of that name in a script", () => {
    expect(isAwait("await (f)();", "script")).toBe(false);
    expect(isAwait("await (f)(); require('x');")).toBe(false);
  });
});

describe("the format of a file", () => {
  test.each([
    ["a.ts", "import x from 'x';", "module"],
    ["a.js", "export const x = 1;", "module"],
    ["a.js", "import.meta.url;", "module"],
    ["a.mjs", "const x = require('x');", "module"],
    ["a.cjs", "f();", "commonjs"],
    ["a.cts", "import x = require('x'); export = x;", "commonjs"],
    ["a.js", "const x = require('x');", "commonjs"],
    ["a.ts", "module.exports = 1;", "commonjs"],
    ["a.js", "function f() { exports.x = 1; }", "commonjs"],
    ["a.js", "import x from 'x'; const y = require('y');", "module"],
    ["a.js", "'require(x)'; a.require(1); my.exports;", "module"],
    ["a.js", "f();", "module"],
  ])("%s with %s is %s", (filename, code, format) => {
    expect(moduleFormat(ts, parse(ts, code, filename))).toBe(format);
  });
});
