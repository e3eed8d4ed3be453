/** The tool that runs a library's own tests on its rewritten sources, on a library made up here. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rewrittenCopy } from "./copy.ts";

const source = "export async function double(n) { return 2 * (await n); }\n";
const passing = `import { double } from "./index.js";\nif ((await double(21)) !== 42) throw new Error("wrong");\n`;
/** It counts on a call that nobody awaits. */
const eager = `import { double } from "./index.js";\nlet read = 0;\ndouble({ get then() { read++; } });\nif (!read) throw new Error("lazy");\n`;

let project = "";

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "library-"));
  mkdirSync(join(project, "node_modules"));
  for (const [name, text] of [
    ["package.json", '{ "type": "module" }'],
    ["index.js", source],
    ["passing.js", passing],
    ["eager.js", eager],
  ] as const)
    writeFileSync(join(project, name), text);
});

afterEach(() => rmSync(project, { recursive: true, force: true }));

test("the copy is rewritten and runs; the project stays as it is, and the copy goes", () => {
  const { folder, rewritten, refused, end } = rewrittenCopy(project, ["index.js"]);
  expect([rewritten, refused]).toEqual([["index.js"], []]);
  expect(readFileSync(join(folder, "index.js"), "utf8")).toContain("yield n");
  execFileSync(process.execPath, ["passing.js"], { cwd: folder });
  end();
  expect(existsSync(join(folder, ".."))).toBe(false);
  expect(readFileSync(join(project, "index.js"), "utf8")).toBe(source);
});

test("the copy has the name of the project, which its tests may look for", () => {
  const { folder, end } = rewrittenCopy(project, ["index.js"]);
  expect(basename(folder)).toBe(basename(project));
  end();
});

test.each([
  ["no folder", ["--dir"], /^libraries: Option '--dir <value>' argument missing/],
  [
    "a folder that is not there",
    ["--dir", "none", "--sources", "*", "--", "true"],
    /^libraries: there is no folder .*none/,
  ],
  ["no command", ["--dir", ".", "--sources", "*"], /^libraries: npm run test:libraries -- --dir /],
])("%s is told in one line", (_what, args, line) => {
  const tool = join(import.meta.dirname, "run.ts");
  const { status, stderr } = spawnSync(process.execPath, [tool, ...args], { encoding: "utf8", cwd: project });
  expect(stderr).toMatch(line);
  expect([stderr.trim().split("\n").length, status]).toEqual([1, 2]);
});

test("tests that fail on the copy alone make the run fail", () => {
  const run = (file: string) => {
    const tool = join(import.meta.dirname, "run.ts");
    const args = [tool, "--dir", project, "--sources", "index.js", "--", process.execPath, file];
    return spawnSync(process.execPath, args, { encoding: "utf8" });
  };
  expect(run("passing.js")).toMatchObject({ status: 0 });
  const { status, stdout } = run("eager.js");
  expect(status).toBe(1);
  expect(stdout).toContain("exit code 0 natively, 1 rewritten");
});
