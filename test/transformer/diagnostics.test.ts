import ts from "typescript";
import { describe, expect, test } from "vitest";
import { formatDiagnostic, fromTypeScript, refusals, refuse } from "../../transformer/diagnostics.ts";
import { transform } from "../../transformer/index.ts";
import { parse, syntaxErrors } from "../../transformer/parse.ts";
import { refusedForms } from "./language.ts";

describe("a refusal", () => {
  const code = "const a = 1;\n\tcall(async () => eval(text));\r\nconst b = 2;\n";
  const sourceFile = parse(ts, code, "src/a.ts");
  const { expression: call } = sourceFile.statements[1] as { expression?: ts.Expression };
  const { body } = (call as ts.CallExpression).arguments[0] as ts.ArrowFunction;
  const diagnostic = refuse(sourceFile, body, refusals.directEval);

  test("says what, where, and what to do", () => {
    expect(diagnostic).toMatchObject({
      code: "TSYNC1004",
      category: "error",
      file: "src/a.ts",
      start: 31,
      length: 10,
      line: 2,
      column: 19,
    });
    expect(diagnostic.message).toMatch(/^A direct eval/);
    expect(diagnostic.remedy).toContain('"use native"');
  });

  test("shows the line between its neighbours, with carets under the place", () => {
    expect(diagnostic.frame).toBe(
      [
        "1 | const a = 1;",
        "2 | \tcall(async () => eval(text));",
        "  | \t                 ^^^^^^^^^^",
        "3 | const b = 2;",
      ].join("\n"),
    );
  });

  test("is printed with its place first", () => {
    const [first, ...rest] = formatDiagnostic(diagnostic).split("\n");
    expect(first).toBe(`src/a.ts:2:19 - error TSYNC1004: ${diagnostic.message}`);
    expect(rest.at(-1)).toBe(diagnostic.remedy);
  });
});

test("carets never run beyond the line of a long place", () => {
  const sourceFile = parse(ts, "f(\n1\n);", "a.ts");
  const { frame } = refuse(sourceFile, sourceFile.statements[0] as ts.Node, refusals.awaitUsing);
  expect(frame).toBe("1 | f(\n  | ^^\n2 | 1");
});

test("numbers of lines stand under each other", () => {
  const sourceFile = parse(ts, `${"\n".repeat(9)}f();`, "a.ts");
  const { frame } = refuse(sourceFile, sourceFile.statements[0] as ts.Node, refusals.awaitUsing);
  expect(frame).toBe(" 9 |\n10 | f();\n   | ^^^^");
});

test("TypeScript's own errors keep their codes", () => {
  const sourceFile = parse(ts, "let x = ;", "a.ts");
  const [error] = syntaxErrors(sourceFile);
  expect(fromTypeScript(ts, sourceFile, error as ts.Diagnostic)).toMatchObject({
    code: "TS1109",
    message: "Expression expected.",
    line: 1,
    column: 9,
  });
});

describe("codes", () => {
  const codes = Object.values(refusals).map(({ code }) => code);

  test("are given once each, in order", () => {
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.every((code) => /^TSYNC1\d{3}$/.test(code))).toBe(true);
  });

  /** For each code a file that gets it, with the text that is the reason. */
  const cases: Record<string, readonly [code: string, reason: string, filename?: string]> = {
    awaitUsing: ["async function f() { switch (1) { case 1: await using x = y; } }", "await using x = y"],
    yieldName: ["async function f() { var yield = 1; }", "yield", "a.cjs"],
    directEval: ["function f() { return async () => eval(text); }", "eval(text)"],
    loopName: ["async function f(x) { for (await using x of x) {} }", "x"],
    computedKey: ["function* f() { for (; x = class { async [yield k()]() {} }; ); }", "[yield k()]"],
    earlyError: ["async function f() { var await; }", "await", "a.cjs"],
  };

  test("stand in the table of refused forms, each with its reason", () => {
    expect(refusedForms().map(({ code }) => code)).toEqual(codes);
    for (const { form, why } of refusedForms()) expect(Math.min(form.length, why.length)).toBeGreaterThan(20);
  });

  test("cover every refusal by a case", () => {
    expect(Object.keys(cases)).toEqual(Object.keys(refusals));
  });

  test.each(Object.entries(cases))(
    "%s refuses the function, which stays as it was",
    (name, [code, reason, filename]) => {
      const result = transform(code, { filename: filename ?? "a.ts" });
      expect(result.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
        refusals[name as keyof typeof refusals].code,
      ]);
      const [found] = result.diagnostics.map(({ start, length }) => code.slice(start, start + length));
      expect(found).toBe(reason);
      expect(result).toMatchObject({ code, map: undefined });
    },
  );
});
