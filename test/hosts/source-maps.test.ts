/** Maps of a text that was compiled before it came to us. */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { transform } from "tsyncio/transform";
import ts from "typescript";
import { expect, test } from "vitest";
import { chain, mapOf, withInlineMap } from "../../transformer/hosts/source-maps.ts";
import { projects } from "./support/project.ts";

const project = projects();

const source =
  "type A = number;\n\nexport const f = async (): Promise<A> => {\n  return await g('here');\n};\n";
const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };

test("two steps become one map, which leads to the first text", () => {
  const first = ts.transpileModule(source, {
    fileName: "a.ts",
    compilerOptions: { ...options, sourceMap: true },
  });
  const second = transform(first.outputText, { filename: "a.js" });
  const trace = new TraceMap(chain(second.map as never, first.sourceMapText as string) as never);
  const at = second.code.split("\n").findIndex((line) => line.includes("here"));
  const column = (second.code.split("\n")[at] ?? "").indexOf("'here'");
  expect(originalPositionFor(trace, { line: at + 1, column })).toMatchObject({ source: "a.ts", line: 4 });
});

test("the map of a text is the one that its last comment names: inside, escaped, or beside it", () => {
  const made = project({ "out/a.js.map": '{"beside":1}' });
  const base64 = Buffer.from('{"inside":1}').toString("base64");
  const comment = "//# sourceMappingURL=";
  const file = made.path("out/a.js");
  expect(mapOf(`1;\n${comment}a.js.map\n`, file)).toBe('{"beside":1}');
  expect(mapOf(`${comment}a.js.map\n${comment}data:application/json;base64,${base64}`, file)).toBe(
    '{"inside":1}',
  );
  expect(mapOf(`${comment}data:application/json,%7B%22escaped%22:1%7D`, file)).toBe('{"escaped":1}');
  expect(mapOf("1;", file)).toBeUndefined();
  expect(mapOf(`${comment}not-there.map`, file)).toBeUndefined();
});

test("a text with its map inside names no other map, and every line keeps its number", () => {
  const map = { version: 3 as const, names: [], sources: ["a.ts"], sourcesContent: [source], mappings: "" };
  const text = withInlineMap("one;\n//# sourceMappingURL=old.map\nthree;", map);
  expect(text).not.toContain("old.map");
  expect(text.split("\n")[2]).toBe("three;");
  expect(JSON.parse(mapOf(text, "a.js") as string)).toEqual(map);
});
