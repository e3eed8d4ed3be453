/** What goes to the terminal: failures as one line, progress where somebody watches, and documented codes. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { codes, Failure, failureOf } from "../../transformer/cli/failures.ts";
import { complain, progress, report, shortened } from "../../transformer/cli/terminal.ts";
import { OptionError } from "../../transformer/options.ts";

let written: string;
const { isTTY } = process.stderr;

beforeEach(() => {
  written = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    written += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  process.stderr.isTTY = isTTY;
});

describe("progress", () => {
  test("is one line that is written over, and gone before anything else is said", () => {
    process.stderr.isTTY = true;
    progress("1/2 a.ts");
    progress("2/2 b.ts");
    complain("b.ts is broken");
    complain("really");
    expect(written).toBe("\r\x1b[2K1/2 a.ts\r\x1b[2K2/2 b.ts\r\x1b[2Kb.ts is broken\nreally\n");
  });

  test("is not written where nobody watches", () => {
    process.stderr.isTTY = false;
    progress("1/2 a.ts");
    expect(written).toBe("");
  });
});

describe("a failure", () => {
  test("is told in one line with its code, and exits with 1, or 2 for a wrong call", () => {
    expect(report(new Failure("missing", "There is no a.ts."))).toBe(1);
    expect(report(new Failure("usage", "Unknown."))).toBe(2);
    expect(written).toContain("TSYNC3003: There is no a.ts.\n");
  });

  test("is an option that cannot be, or what the system refuses", () => {
    expect(failureOf(new OptionError('tsyncio: unknown option "a"'))).toMatchObject({
      code: "TSYNC1000",
      message: 'unknown option "a"',
    });
    const refused = Object.assign(new Error("EACCES: permission denied, open 'a'"), {
      code: "EACCES",
      syscall: "open",
    });
    expect(failureOf(refused)).toMatchObject({ code: "TSYNC3010", message: refused.message });
  });

  test("is not a bug of ours, which is thrown on with its stack", () => {
    const bug = new TypeError("x is undefined");
    expect(() => report(bug)).toThrow(bug);
    expect(failureOf("text")).toBeUndefined();
  });
});

test("every code is used once, and told in docs/cli.md", () => {
  const document = readFileSync(resolve(import.meta.dirname, "../../docs/cli.md"), "utf8");
  const all = Object.values(codes);
  expect(new Set(all).size).toBe(all.length);
  for (const code of all) expect(document).toContain(`| \`${code}\` |`);
});

test("a path is shown as seen from here, unless it is elsewhere", () => {
  expect(shortened(join(process.cwd(), "a/b.ts"))).toBe(join("a", "b.ts"));
  expect(shortened(resolve("..", "x.ts"))).toBe(resolve("..", "x.ts"));
});
