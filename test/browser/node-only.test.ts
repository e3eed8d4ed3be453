/** The list of what the browser leaves out is up to date, and leaves out nothing else. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { files, pattern, titles } from "./node-only.ts";

const root = join(import.meta.dirname, "../..");

test("each file that is left out exists", () => {
  expect(Object.keys(files).filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test("each title that is left out stands in its file", () => {
  const missing = Object.entries(titles).flatMap(([file, tests]) => {
    const text = readFileSync(join(root, file), "utf8");
    return Object.keys(tests).filter((title) => !text.includes(title));
  });
  expect(missing).toEqual([]);
});

test("the pattern leaves out what is named, within a group and as a group, and takes the rest", () => {
  expect("Ctrl-C cancels main").not.toMatch(pattern());
  expect("a loop on the web's host runs a program").toMatch(pattern());
  expect("an exception class of another copy of the runtime is recognised").not.toMatch(pattern());
});
