/**
 * The differential proof: the same program in CPython and here must give the same trace, event by event.
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { difference, findPairs, type Pair, PROGRAMS, trapsOf } from "./pairs.ts";
import { type Python, startPython } from "./python.ts";
import { compilePrograms, traceProgram } from "./typescript.ts";

const pairs = await findPairs();
let python: Python;
let compiled: string;
let identical = 0;

beforeAll(async () => {
  python = await startPython();
  compiled = await compilePrograms();
});

afterAll(() => {
  console.log(`${pairs.length} pairs, ${identical} identical (CPython ${python.version})`);
});

async function compare(pair: Pair, folder: string, output: string): Promise<string | undefined> {
  const expected = await python.trace(join(folder, pair.python));
  const actual = await traceProgram(join(output, pair.typescript.replace(/\.ts$/, ".js")));
  return difference(expected, actual);
}

describe("a program traces the same events in CPython and here", () => {
  for (const pair of pairs) {
    test(pair.name, async () => {
      const different = await compare(pair, PROGRAMS, compiled);
      if (different) expect.fail(`the traces differ\n${different}`);
      identical++;
    });
  }
});

describe("the harness", () => {
  const fixtures = fileURLToPath(new URL("fixtures/fault/", import.meta.url));
  const output = fileURLToPath(new URL("../../build/conformance-fixtures/", import.meta.url));

  test("notices a pair that differs in one event", async () => {
    await compilePrograms(fixtures, output);
    const [planted] = await findPairs(fixtures);
    const different = await compare(planted as Pair, fixtures, output);
    expect(different).toContain('0.5  result  "from Python"');
    expect(different).toContain('0.5  result  "from TypeScript"');
  });

  test("notices an event that only one side has", () => {
    expect(
      difference(
        [[0, "same"]],
        [
          [0, "same"],
          [0, "more"],
        ],
      ),
    ).toContain("0  more");
    expect(
      difference(
        [
          [0, "same"],
          [1, "more"],
        ],
        [[0, "same"]],
      ),
    ).toContain("1  more");
  });

  test("notices an event that comes at another time", () => {
    expect(difference([[0, "same"]], [[1, "same"]])).toContain("1  same");
  });

  test("finds nothing in identical traces", () => {
    expect(difference([[0, "same", { a: 1 }]], [[0, "same", { a: 1 }]])).toBeUndefined();
  });

  test("refuses a program without its other half", async () => {
    const lonely = fileURLToPath(new URL("fixtures/lonely/", import.meta.url));
    await expect(findPairs(lonely)).rejects.toThrow("without their other half: half/alone");
  });

  test("runs CPython 3.14", () => {
    expect(python.version).toMatch(/^3\.14\./);
  });
});

describe("the pairs", () => {
  test("are at least three hundred", () => {
    expect(pairs.length).toBeGreaterThanOrEqual(300);
  });

  test("name the same traps in both halves", async () => {
    for (const pair of pairs) {
      const halves = [pair.python, pair.typescript].map((file) => trapsOf(join(PROGRAMS, file)));
      const [inPython, inTypeScript] = await Promise.all(halves);
      expect(inTypeScript, pair.name).toEqual(inPython);
    }
  });
});
