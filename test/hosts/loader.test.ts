/** The loader as a tool calls it, without a tool: test/hosts/tools builds the example through webpack with it. */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import loader, { type LoaderContext } from "tsyncio/loader";
import ts from "typescript";
import { expect, test } from "vitest";
import { refused } from "./support/refused.ts";

type Result = {
  error: Error | null;
  code?: string;
  map?: object | string;
  meta?: unknown;
  warnings: string[];
};

function load(
  code: string,
  { options = {}, before = undefined as unknown, meta = undefined as unknown } = {},
): Result {
  const result: Result = { error: null, warnings: [] };
  const context: LoaderContext = {
    resourcePath: import.meta.filename,
    getOptions: () => options,
    callback: (error, code, map, meta) => Object.assign(result, { error, code, map, meta }),
    emitWarning: ({ message }) => result.warnings.push(message),
  };
  loader.call(context, code, before as object, meta);
  return result;
}

test("a file with async functions comes out rewritten, with a map", () => {
  const { error, code, map, warnings } = load("export const f = async () => await 1;\n");
  expect([error, warnings]).toEqual([null, []]);
  expect(code).toContain("yield 1");
  expect(map).toMatchObject({ sources: [import.meta.filename] });
});

test("any other file passes as it is, with the map and the data of the loader before", () => {
  expect(load("const a = 1;", { before: { version: 3 }, meta: "meta" })).toMatchObject({
    code: "const a = 1;",
    map: { version: 3 },
    meta: "meta",
  });
});

test("the map of the loader before and ours become one", () => {
  const source = "enum A { a }\n\nexport const f = async (): Promise<A> => await g('here');\n";
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName: "first.ts",
    compilerOptions: { target: ts.ScriptTarget.ES2022, sourceMap: true },
  });
  const { code = "", map } = load(outputText, { before: sourceMapText });
  const lines = code.split("\n");
  const line = lines.findIndex((text) => text.includes("'here'"));
  const column = lines[line]?.indexOf("'here'") ?? -1;
  const back = originalPositionFor(new TraceMap(map as never), { line: line + 1, column });
  expect(back).toMatchObject({ source: "first.ts", line: 3 });
});

test("a refused form is an error of the module, with its code frame", () => {
  const { error } = load(refused.source);
  expect(error?.message).toContain(`${import.meta.filename}:${refused.place}`);
  expect(error?.message).toContain(refused.frame);
});

test("an unknown option is one too", () => {
  expect(load("async () => 1", { options: { modes: "all" } }).error?.message).toContain(
    'unknown option "modes"',
  );
});

test("text that TypeScript cannot parse passes as it is, with a warning", () => {
  const { error, code, warnings } = load("const f = async () => { ) };");
  expect([error, code]).toEqual([null, "const f = async () => { ) };"]);
  expect(warnings[0]).toMatch(/error TS\d+:/);
});

test("a runtime that cannot be found is a warning that says where it was looked for", () => {
  const { warnings } = load("export const f = async () => 1;", { options: { runtime: "not-there" } });
  expect(warnings).toEqual([
    expect.stringContaining(`"not-there", which cannot be resolved from ${import.meta.filename}`),
  ]);
});
