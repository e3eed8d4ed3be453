/** The tool that runs test262, on a small checkout made up here: what it reads, runs, counts and holds against it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findCases, frontMatter, variantsOf } from "./cases.ts";
import { compareWithList, failuresOf, readList, reasons, writeList } from "./differences.ts";
import type { Outcome } from "./execute.ts";
import { runAll } from "./pool.ts";
import { summaryOf, tableOf } from "./report.ts";
import { bundleRuntime } from "./runtime.ts";

const harness = {
  "harness/sta.js": "function Test262Error(message) { this.message = message; }",
  "harness/assert.js": "function assert(ok) { if (!ok) throw new Test262Error('no'); }",
  "harness/doneprintHandle.js":
    "function $DONE(error) { print(error ? 'Test262:AsyncTestFailure:' + error.message : 'Test262:AsyncTestComplete'); }",
  "harness/extra.js": "var extra = 1;",
};

const expressions = "language/expressions/async-function";
const tests: Record<string, string> = {
  "awaits.js":
    "/*---\nflags: [async]\n---*/ (async () => (await 1) + 1)().then((n) => assert(n === 2)).then($DONE, $DONE);",
  "includes.js": "/*---\nincludes: [extra.js]\n---*/ async function f() {} assert(extra === 1);",
  "starts.js": "/*---\n---*/ var done; async function f() { done = true; } f(); assert(done);",
  "early.js":
    "/*---\nnegative:\n  phase: parse\n  type: SyntaxError\n---*/ async function f() { await = 1; }",
  "sloppy.js": "/*---\nflags: [noStrict]\n---*/ async function f() { return this; } with ({}) f();",
  "module.js":
    "/*---\nflags: [module, async]\n---*/ import { one } from './one_FIXTURE.js'; one().then((n) => assert(n === 1)).then($DONE, $DONE);",
  "one_FIXTURE.js": "export async function one() { return await 1; }",
  "natively-wrong.js": "/*---\n---*/ async function f() {} assert(false);",
  "hangs.js": "/*---\nflags: [async]\n---*/ (async () => { await new Promise(() => {}); $DONE(); })();",
  "throws.js": "/*---\nflags: [async]\n---*/ (async () => { assert(await false); })().then($DONE, $DONE);",
};

let checkout = "";
let outcomes: Outcome[] = [];

beforeAll(async () => {
  checkout = mkdtempSync(join(tmpdir(), "test262-"));
  const files = Object.entries(tests).map(([name, text]): [string, string] => [
    `test/${expressions}/${name}`,
    text,
  ]);
  for (const [name, text] of [...Object.entries(harness), ...files]) {
    mkdirSync(dirname(join(checkout, name)), { recursive: true });
    writeFileSync(join(checkout, name), text);
  }
  outcomes = await runAll(findCases(checkout), { checkout, runtime: bundleRuntime() }, { processes: 1 });
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

const outcomeOf = (name: string) => outcomes.find(({ path }) => path === `${expressions}/${name}`);

test.each(["awaits.js", "includes.js", "early.js", "sloppy.js", "module.js"])(
  "%s passes both ways",
  (name) => {
    expect(outcomeOf(name)).toMatchObject({ native: undefined, ours: undefined });
  },
);

test("what the rewrite has changed is told from what it left", () => {
  expect(outcomeOf("awaits.js")?.rewrite).toBe("rewritten");
  expect(outcomeOf("module.js")?.rewrite).toBe("rewritten");
  expect(outcomeOf("early.js")?.rewrite).toBe("nothing");
});

test("a difference is seen, with what the test says of it", () => {
  expect(outcomeOf("starts.js")).toMatchObject({ native: undefined, ours: "sloppy: Test262Error: no" });
});

test("a failure both ways is no difference", () => {
  expect(outcomeOf("natively-wrong.js")?.native).toContain("Test262Error");
  expect(outcomeOf("hangs.js")?.native).toContain("never calls $DONE");
  expect(outcomeOf("throws.js")?.native).toBe("sloppy: no");
  expect(failuresOf(outcomes).map(({ path }) => path)).toEqual([`${expressions}/starts.js`]);
});

test("the report counts by group", () => {
  expect(tableOf(outcomes)).toMatch(/async functions +│ +9 │ +6 │ +5 │ +1 │ +83\.33/);
  expect(summaryOf(outcomes)).toContain("9 files, 6 pass natively");
});

describe("the list of differences", () => {
  const listed = `## ${reasons[0]}\n\n- \`${expressions}/starts.js\`\n`;

  test("agrees with the run when it has what differs and nothing else", () => {
    expect(compareWithList(readList(listed), outcomes, true)).toEqual([]);
  });

  test.each([
    ["", "not listed: language/expressions/async-function/starts.js"],
    [
      `${listed}- \`${expressions}/awaits.js\`\n`,
      "no difference any more: language/expressions/async-function/awaits.js",
    ],
    [listed.replace(reasons[0] as string, "Bad luck"), 'no reason for a difference: "Bad luck"'],
  ])("is held against the run: %#", (text, fault) => {
    expect(compareWithList(readList(text), outcomes, true).join()).toContain(fault);
  });

  test("is brought up to date without a judgement", () => {
    const fresh = writeList(`## ${reasons[0]}\n\n- \`gone.js\`\n`, outcomes);
    expect(fresh).not.toContain("gone.js");
    expect(compareWithList(readList(fresh), outcomes, true).join()).toContain('"Not judged yet" of');
  });

  test("of the repository has a reason for each", () => {
    const text = readFileSync(join(import.meta.dirname, "../../docs/test262.md"), "utf8");
    const headings = [...readList(text).values()];
    expect(headings.length).toBeGreaterThan(100);
    expect(headings.filter((heading) => !reasons.includes(heading))).toEqual([]);
  });
});

describe("front matter", () => {
  test("is read in both styles of lists", () => {
    const source = "/*---\nflags: [async, onlyStrict]\nincludes:\n  - a.js\n  - b.js\n---*/";
    expect(frontMatter(source)).toMatchObject({ flags: ["async", "onlyStrict"], includes: ["a.js", "b.js"] });
    expect(variantsOf(frontMatter(source))).toEqual(["strict"]);
    expect(variantsOf(frontMatter(""))).toEqual(["sloppy", "strict"]);
  });
});
