/** No file exports what nobody imports, and the rule that says so catches planted faults. */
import { describe, expect, test } from "vitest";
import { unusedExports } from "./exports.ts";
import { readSources, source } from "./sources.ts";

const user = (text: string) => source("test/user.ts", text);

/** Programs that are compiled and loaded by their paths. */
const loadedByPath = ["bench/soak-load.ts", "bench/works.ts", "test/fuzz/programs/drive.ts"];

describe("every value that a file exports is imported by another", () => {
  test("in the real tree", () => {
    const sources = readSources("runtime", "transformer", "bench", "test");
    expect(unusedExports(sources.filter(({ path }) => !loadedByPath.includes(path)))).toEqual([]);
  });

  test.each([
    ["function", "export function f() {}"],
    ["class", "export class f {}"],
    ["constant", "export const f = 1;"],
  ])("a %s that only its own file knows is caught", (_kind, text) => {
    const sources = [
      source("runtime/x.ts", `${text}\nexport const g = 2;`),
      user('import { g } from "../runtime/x.ts";'),
    ];
    expect(unusedExports(sources)).toEqual(["runtime/x.ts:1: exports f, which no other file imports"]);
  });

  test.each<[string, string]>([
    ["imports it", 'import { f } from "../runtime/x.ts";'],
    ["imports it by another name", 'import { f as g } from "../runtime/x.ts";'],
    ["re-exports it", 'export { f } from "../runtime/x.ts";'],
    ["re-exports all", 'export * from "../runtime/x.ts";'],
    ["imports the module", 'import * as x from "../runtime/x.ts";'],
    ["loads the module later", 'const load = () => import("../runtime/x.ts");'],
  ])("a value is used where another file %s", (_how, text) => {
    expect(unusedExports([source("runtime/x.ts", "export function f() {}"), user(text)])).toEqual([]);
  });

  test("what nobody imports at all is an entry, whose exports are for users", () => {
    expect(unusedExports([source("runtime/x.ts", "export function f() {}")])).toEqual([]);
  });

  test.each<[string, string]>([
    ["a type, which the signature of a function may need", "export interface F {}"],
    ["a default export, which has no name", "export default function f() {}"],
  ])("%s is not asked for", (_what, text) => {
    const sources = [source("runtime/x.ts", text), user('import "../runtime/x.ts";')];
    expect(unusedExports(sources)).toEqual([]);
  });
});
