/** Every difference from Python names the test that pins it, and that test exists. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const document = readFileSync(join(root, "docs/python-differences.md"), "utf8");

/** The rows of the tables that name tests, without their heads. */
function rowsOf(text: string): string[] {
  const lines = text.split("## Behaviour")[1]?.match(/^\|.*\|$/gm) ?? [];
  return lines.filter((line) => !/^\|(?: difference \||---)/.test(line));
}

function unpinned(row: string): string[] {
  const named = /\| `([^`]+)` "([^|]+)" \|$/.exec(row);
  if (named === null) return [`names no test: ${row}`];
  const [, path = "", titles = ""] = named;
  if (!existsSync(join(root, path))) return [`names ${path}, which does not exist`];
  const text = readFileSync(join(root, path), "utf8");
  // Where it takes more than one test, their titles stand in a row: "a", "b".
  const unknown = titles.split('", "').filter((title) => !text.includes(title));
  return unknown.map((title) => `${path} has no test "${title}"`);
}

test("each row names a test that exists", () => {
  expect(rowsOf(document).length).toBeGreaterThan(5);
  expect(rowsOf(document).flatMap(unpinned)).toEqual([]);
});

test.each([
  ["| a | b | |", "names no test"],
  ['| a | b | `test/none.test.ts` "is" |', "does not exist"],
  ['| a | b | `test/runtime/depth.test.ts` "is nowhere written so" |', "has no test"],
  ['| a | b | `test/runtime/depth.test.ts` "depth", "nor is this" |', 'has no test "nor is this"'],
])("the row %s is caught", (row, sentence) => {
  expect(unpinned(row).join()).toContain(sentence);
});
