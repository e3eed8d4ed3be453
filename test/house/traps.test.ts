/** Every trap of asyncio names the pair or the test that pins it, and that pair or test exists. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./sources.ts";

const document = readFileSync(join(root, "docs/traps.md"), "utf8");
const programs = "test/conformance/programs";

/** The rows of the table. */
function rowsOf(text: string): string[] {
  return text.match(/^\| \d.*\|$/gm) ?? [];
}

function faultsOf(row: string): string[] {
  const [, number = "", , pin = ""] = row.split(/ ?\| ?/);
  if (/^not here: .{15}/.test(pin)) return [];
  const test = /^`(test\/[^`]+)` "(.+)"$/.exec(pin);
  if (test !== null) return unknownTest(test[1] as string, test[2] as string);
  const pair = /^`([^`]+)`$/.exec(pin);
  return pair === null
    ? [`trap ${number} names neither test nor reason`]
    : unknownPair(number, pair[1] as string);
}

/** Where it takes more than one test, their titles stand in a row: "a", "b". */
function unknownTest(path: string, titles: string): string[] {
  if (!existsSync(join(root, path))) return [`${path} does not exist`];
  const text = readFileSync(join(root, path), "utf8");
  const unknown = titles.split('", "').filter((title) => !text.includes(title));
  return unknown.map((title) => `${path} has no test "${title}"`);
}

/** Both halves of a pair say which traps they are about. */
function unknownPair(number: string, stem: string): string[] {
  const halves = [`${programs}/${stem}.py`, `${programs}/${stem}.ts`];
  const missing = halves.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0) return missing.map((path) => `${path} does not exist`);
  const silent = halves.filter((path) => !saysTrap(readFileSync(join(root, path), "utf8"), number));
  return silent.map((path) => `${path} does not say that it is about trap ${number}`);
}

function saysTrap(text: string, number: string): boolean {
  const said = /traps: ([\d, ]+)/.exec(text)?.[1] ?? "";
  return said.split(/, ?/).some((each) => each.trim() === number);
}

test("the table has all 236 traps, in order", () => {
  const numbers = rowsOf(document).map((row) => Number(row.split(" ")[1]));
  expect(numbers).toEqual(Array.from({ length: 236 }, (_, index) => index + 1));
});

test("each trap names a pair or a test that exists, or the reason why it has none", () => {
  expect(rowsOf(document).flatMap(faultsOf)).toEqual([]);
});

test.each([
  ["| 1 | a | |", "neither test nor reason"],
  ["| 1 | a | not here: no |", "neither test nor reason"],
  ['| 1 | a | `test/none.test.ts` "is" |', "does not exist"],
  ['| 1 | a | `test/runtime/depth.test.ts` "is nowhere written so" |', "has no test"],
  ['| 1 | a | `test/runtime/depth.test.ts` "depth", "nor is this" |', 'has no test "nor is this"'],
  ["| 1 | a | `tasks/no_such_pair` |", "does not exist"],
  ["| 1 | a | `tasks/names_are_strings_that_count_up` |", "is about trap 1"],
])("the row %s is caught", (row, sentence) => {
  expect(faultsOf(row).join()).toContain(sentence);
});
