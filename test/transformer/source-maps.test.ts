/**
 * Source maps of both emitters, on sources that are awkward to count in; and the tracer itself, which
 * equivalence.test.ts sends every fixture through, on maps with planted faults.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writePrograms } from "./support/programs.ts";
import { type Input, type Output, rewriteText, throughTree } from "./support/routes.ts";
import { type RawMap, type Trace, traceTokens } from "./support/source-map.ts";

const emitters = { text: rewriteText, tree: throughTree };

function mapOf({ map }: Output): RawMap {
  if (!map) throw new Error("the sample was not rewritten");
  return map;
}

function trace(input: Input, output: Output, map = mapOf(output)): Trace {
  return traceTokens({ ...input, output: output.code, map });
}

const awkward: Record<string, string> = {
  "lines that end in CRLF": "const a = async (x) => {\r\n  await x;\r\n  return await a(x);\r\n};\r\n",
  "characters beyond 16 bits":
    'const 名 = async (x) => ["🙂🙂", await x, "🙂" + (await 名(x)) + "🙂", await x];\n',
  "a hash-bang, a licence and a directive": `#!/usr/bin/env node
/*! licence */
"use strict";
export async function f(a, b = await0) { return await a(b); }
const await0 = 1;
`,
  "everything on one line":
    "class C { async m(x) { try { await x } catch (e) { await e(x) } } static async s() { for await (const y of this.m()) await y; } }",
  "tabs and comments between the words":
    "\tconst f\t=\tasync /* a */ function\t/* b */ g ( /* c */ x ) {\treturn\tawait\t/* d */\tx\t+\tawait\tg ( x ) }",
  "operands on another line":
    "async function f(x) {\n  return (await /* c */\n    x.y(1)) + (await\n      f(x));\n}\n",
  "arrows that reach outside":
    "class D extends C { m(...xs) { return async (y) => [await super.m(y), this.z, arguments.length, await xs]; } }",
};

describe.each(Object.entries(emitters))("the map of the %s emitter leads back through", (_name, emit) => {
  test.each(Object.entries(awkward))("%s", (_what, source) => {
    const input = { filename: "awkward.ts", source };
    const { traced, astray, missed } = trace(input, emit(input));
    expect({ astray, missed }).toEqual({ astray: [], missed: [] });
    expect(traced).toBeGreaterThan(3);
  });
});

test.each(Object.values(awkward))("the text emitter keeps every line on its line: %j", (source) => {
  const { code } = rewriteText({ filename: "awkward.ts", source });
  const linesWith = (text: string, word: RegExp) =>
    text.split(/\r?\n/).flatMap((line, index) => (word.test(line) ? [index] : []));
  expect(code.split("\n")).toHaveLength(source.split("\n").length);
  expect(linesWith(code, /\byield\b/)).toEqual(expect.arrayContaining(linesWith(source, /\bawait\b/)));
});

test("a stack names the lines and columns of the source, through the text emitter and Node's own stripping", () => {
  const source = `type Label = string;
async function inner(label: Label): Promise<never> { await null; throw new Error(label); }
export default async function main() {
  try { await inner("here"); } catch (error) { return (error as Error).stack; }
}
import { run } from "tsyncio";
run(main()).then(console.log);
`;
  const { code, map } = rewriteText({ filename: "stack.ts", source });
  const url = `data:application/json;base64,${Buffer.from(JSON.stringify({ ...map, sources: ["stack.ts"] })).toString("base64")}`;
  const root = writePrograms("source-maps", new Map([["stack.ts", `${code}//# sourceMappingURL=${url}\n`]]));
  const args = ["--enable-source-maps", "--disable-warning=ExperimentalWarning", join(root, "stack.ts")];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", timeout: 20_000 });
  const column = (source.split("\n")[1] as string).indexOf("new Error") + 1;
  expect(stdout).toMatch(new RegExp(`^Error: here\\n {4}at .*stack\\.ts:2:${column}\\)`));
});

test("the text of the source is in the map when debug asks for it", () => {
  const input = { filename: "f.ts", source: "export const f = async () => await 1;" };
  expect(rewriteText(input).map?.sourcesContent ?? [null]).toEqual([null]);
  expect(rewriteText({ ...input, options: { debug: true } }).map?.sourcesContent).toEqual([input.source]);
});

describe.each(Object.entries(emitters))("the tracer catches, in a map of the %s emitter,", (_name, emit) => {
  const input = {
    filename: "planted.ts",
    source: "export const f = async (x: number) => {\n  const y = await x;\n  return y + (await f(y));\n};\n",
  };
  const output = emit(input);
  const map = mapOf(output);
  const lines = map.mappings.split(";");
  const body = output.code.split("\n").findIndex((line) => line.includes("return"));
  const traceWith = (mappings: string) => trace(input, output, { ...map, mappings });
  const withBody = (line: string) => lines.map((old, index) => (index === body ? line : old)).join(";");

  test("nothing where nothing is wrong", () =>
    expect(traceWith(map.mappings)).toMatchObject({ astray: [], missed: [] }));

  test("a line shifted by one column", () => {
    // The fourth field of a segment is the column in the source, relative to the segment before.
    const shifted = (lines[body] as string)
      .split(",")
      .map((segment, index) => (index === 1 ? shift(segment) : segment));
    expect(traceWith(withBody(shifted.join(","))).astray).not.toEqual([]);
  });

  test("a line without mappings", () => expect(traceWith(withBody("")).missed).not.toEqual([]));

  test("lines that changed places", () => {
    const [first, second] = [lines[body - 1] as string, lines[body] as string];
    const swapped = [...lines.slice(0, body - 1), second, first, ...lines.slice(body + 1)];
    expect(traceWith(swapped.join(";")).astray).not.toEqual([]);
  });
});

/** Adds one to the last field of a segment; a digit of base 64 carries the sign in its lowest bit. */
function shift(segment: string): string {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return segment.slice(0, 3) + digits[digits.indexOf(segment[3] as string) + 2] + segment.slice(4);
}
