/** `tsyncio compile` with real projects: what it writes, what runs, and what it refuses. Needs `npm run build`. */
import { chmodSync, rmSync, statSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { type Outcome, type Project, plugin, projects, strict, Watcher } from "../hosts/support/project.ts";
import { sample, samplePrints } from "../hosts/support/sample.ts";
import { type RawMap, traceTokens } from "../transformer/support/source-map.ts";
import { startTsyncio, tsc, tsyncio } from "./support/cli.ts";

const project = projects();

const async = (value: number) => `export const f = async (): Promise<number> => await ${value};\n`;
const inSource = Object.fromEntries(Object.entries(sample).map(([name, text]) => [`src/${name}`, text]));

describe("a project whose JavaScript is made by a compiler without plugins:", () => {
  const options = {
    ...strict,
    outDir: "dist",
    rootDir: "src",
    sourceMap: true,
    declaration: true,
    incremental: true,
  };
  let made: Project;
  let compiled: Outcome;

  beforeAll(async () => {
    made = project({
      "tsconfig.json": {
        compilerOptions: { ...options, paths: { "#level": ["./src/level.ts"] } },
        include: ["src"],
      },
      ...inSource,
      "src/data.json": { kept: true },
      "src/vendor/small.min.js": "export default 1;\n",
      "src/plain.ts": "export const plain = 1;\n",
    });
    compiled = await tsyncio(made, "compile", "-p", ".", "--out-dir", "build");
  });

  test("types are checked and declarations made from the source", async () => {
    expect(await made.node(tsc, "-p", ".", "--emitDeclarationOnly")).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    expect(made.read("dist/even.d.ts")).toBe("export declare function even(n: number): Promise<boolean>;\n");
  });

  test("it says what it did", () => {
    expect(compiled.stdout).toMatch(/^build: 4 rewritten, 4 copied in \d+\.\d\d s\n$/);
    expect(compiled).toMatchObject({ code: 0, stderr: "" });
  });

  test("TypeScript stays TypeScript, all else is copied, and the structure is kept", () => {
    expect(made.read("build/even.ts")).toContain("function* even$(n: number): Promise<boolean> {");
    expect(made.read("build/plain.ts")).toBe("export const plain = 1;\n");
    expect(made.read("build/data.json")).toBe(made.read("src/data.json"));
    expect(made.read("build/vendor/small.min.js")).toBe("export default 1;\n");
  });

  test("the output is a program of its own for tsc, and prints what the source says", async () => {
    expect(await made.node(tsc, "-p", "build")).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await made.node("dist/main.js")).toEqual({ code: 0, stdout: samplePrints, stderr: "" });
    expect(made.read("dist/even.d.ts")).toContain("Promise<boolean>");
  });

  test("the maps that tsc wrote lead on to the source once they are joined, however often", async () => {
    const joined = await tsyncio(made, "compile", "-p", ".", "--out-dir", "build", "--join-maps", "dist");
    expect(joined.stdout).toMatch(/^build: .*\ndist: 6 maps joined\n$/);
    for (const name of ["even", "odd", "shape", "plain"]) {
      const map = JSON.parse(made.read(`dist/${name}.js.map`)) as RawMap;
      expect(map).toMatchObject({ file: `${name}.js`, sources: [`../src/${name}.ts`] });
      const source = made.read(`src/${name}.ts`);
      const trace = traceTokens({
        source,
        output: made.read(`dist/${name}.js`),
        map,
        filename: `${name}.ts`,
      });
      expect(trace).toMatchObject({ astray: [], missed: [] });
    }
    const again = await tsyncio(made, "compile", "-p", ".", "--out-dir", "build", "--join-maps", "dist");
    expect(again.stdout).toContain("dist: 0 maps joined");
  });

  test("paths that led to sources lead to what became of them", () => {
    const { compilerOptions } = JSON.parse(made.read("build/tsconfig.json")) as {
      compilerOptions: Record<string, unknown>;
    };
    expect(compilerOptions).toEqual({
      rootDir: ".",
      noCheck: true,
      plugins: [],
      declaration: false,
      incremental: false,
      paths: { "#level": ["./level.ts"] },
    });
  });

  test("every map leads back to the source, which it names from where it lies", () => {
    for (const name of ["even", "odd", "shape"]) {
      const map = JSON.parse(made.read(`build/${name}.ts.map`)) as RawMap;
      expect(map).toMatchObject({ file: `${name}.ts`, sources: [`../src/${name}.ts`] });
      expect(made.read(`build/${name}.ts`)).toMatch(
        new RegExp(`\\n//# sourceMappingURL=${name}\\.ts\\.map\\n$`),
      );
      const source = made.read(`src/${name}.ts`);
      const trace = traceTokens({
        source,
        output: made.read(`build/${name}.ts`),
        map,
        filename: `${name}.ts`,
      });
      expect(trace).toMatchObject({ astray: [], missed: [] });
    }
  });

  test("a second run writes nothing anew", async () => {
    const before = ["even.ts", "even.ts.map", "plain.ts", "data.json", "tsconfig.json"].map((name) =>
      made.modified(`build/${name}`),
    );
    expect(await tsyncio(made, "compile", "-p", "tsconfig.json", "-o", "build")).toMatchObject({ code: 0 });
    const after = ["even.ts", "even.ts.map", "plain.ts", "data.json", "tsconfig.json"].map((name) =>
      made.modified(`build/${name}`),
    );
    expect(after).toEqual(before);
  });
});

test("Node runs the output itself, and an error names the line of the source", async () => {
  const made = project({
    "src/main.mts": `import { run, sleep } from "tsyncio";
import { fail } from "./fail.mts";

run(fail()).catch((error: Error) => console.log(error.stack));
`,
    "src/fail.mts": `import { sleep } from "tsyncio";
export async function fail(): Promise<never> {
  await sleep(0);
  throw new Error("here");
}
`,
  });
  expect(await tsyncio(made, "compile", "src", "--out-dir", "out")).toMatchObject({ code: 0 });
  const { stdout } = await made.node("--enable-source-maps", "out/main.mts");
  expect(stdout).toMatch(/^Error: here\n {4}at .*src\/fail\.mts:4:9\)\n/);
});

describe("files and folders:", () => {
  test("the common folder is the root, and --root-dir another", async () => {
    const made = project({ "a/b/one.ts": async(1), "a/c/two.ts": async(2) });
    await tsyncio(made, "compile", "a/b/one.ts", "a/c", "--out-dir", "out");
    expect([made.has("out/b/one.ts"), made.has("out/c/two.ts")]).toEqual([true, true]);
    await tsyncio(made, "compile", "a/b/one.ts", "--out-dir", "rooted", "--root-dir", ".");
    expect(made.has("rooted/a/b/one.ts")).toBe(true);
  });

  test("hidden files, node_modules and the output itself are no sources", async () => {
    const made = project({
      "main.ts": async(1),
      ".hidden/a.ts": async(1),
      "node_modules/b/b.ts": async(1),
      "out/old.ts": async(1),
    });
    made.write({ "tsconfig.json": { compilerOptions: { ...strict } } });
    const { stdout } = await tsyncio(made, "compile", "--out-dir", "out");
    expect(stdout).toMatch(/^out: 1 rewritten, 1 copied/);
    expect(made.has("out/package.json")).toBe(true);
    expect([made.has("out/.hidden"), made.has("out/node_modules"), made.has("out/out")]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("of a project that lists its files, these and what they import", async () => {
    const made = project({
      "main.ts":
        'import { f } from "./lib/a.js";\nimport data from "./data.json" with { type: "json" };\nf(data);\n',
      "lib/a.ts": async(1),
      "data.json": {},
      "lib/other.ts": async(2),
      "tsconfig.json": { compilerOptions: { ...strict, resolveJsonModule: true }, files: ["main.ts"] },
    });
    expect((await tsyncio(made, "compile", "--out-dir", "out")).stdout).toMatch(
      /^out: 1 rewritten, 2 copied/,
    );
    expect([made.has("out/lib/a.ts"), made.has("out/data.json"), made.has("out/lib/other.ts")]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("options are taken from flags, and from the entry of the plugin", async () => {
    const made = project({
      "src/main.ts":
        'export const f = async () => await 1;\nexport const g = async () => { "use coroutine"; await 2; };\n',
      "src/skip.ts": async(1),
      "tsconfig.json": {
        compilerOptions: { ...strict, plugins: [plugin({ mode: "directive", runtime: "./mine" })] },
        include: ["src"],
      },
    });
    await tsyncio(made, "compile", "--out-dir", "entry");
    expect(made.read("entry/src/main.ts")).toContain('from "./mine"');
    expect(made.read("entry/src/main.ts")).toContain("f = async () =>");
    await tsyncio(
      made,
      "compile",
      "--out-dir",
      "flags",
      "--mode",
      "all",
      "--runtime",
      "other",
      "--exclude",
      "**/skip.ts",
    );
    expect(made.read("flags/src/main.ts")).toContain('from "other"');
    expect(made.read("flags/src/main.ts")).not.toContain("async () =>");
    expect(made.read("flags/src/skip.ts")).toBe(async(1));
  });

  test("without such an entry, from the field of package.json that tsyncio/register reads", async () => {
    const made = project({
      "package.json": { type: "module", tsyncio: { runtime: "./mine" } },
      "src/main.ts": async(1),
    });
    await tsyncio(made, "compile", "src", "--out-dir", "out");
    expect(made.read("out/main.ts")).toContain('from "./mine"');
  });

  test("maps may go into the file, or nowhere", async () => {
    const made = project({ "src/a.ts": async(1) });
    await tsyncio(made, "compile", "src", "--out-dir", "in", "--source-map", "inline", "--debug");
    const [, data = ""] =
      /sourceMappingURL=data:application\/json;charset=utf-8;base64,(.*)\n$/.exec(made.read("in/a.ts")) ?? [];
    const map = JSON.parse(Buffer.from(data, "base64").toString()) as RawMap;
    expect(map).toMatchObject({ sources: ["../src/a.ts"], sourcesContent: [async(1)] });
    await tsyncio(made, "compile", "src", "--out-dir", "none", "--source-map", "none");
    expect(made.read("none/a.ts")).not.toContain("sourceMappingURL");
    expect([made.has("in/a.ts.map"), made.has("none/a.ts.map")]).toEqual([false, false]);
  });

  test("a file that may be executed stays so", async () => {
    const made = project({ "src/a.ts": `#!/usr/bin/env node\n${async(1)}` });
    chmodSync(made.path("src/a.ts"), 0o755);
    await tsyncio(made, "compile", "src", "--out-dir", "out");
    expect(made.read("out/a.ts")).toMatch(/^#!\/usr\/bin\/env node\n/);
    expect(statSync(made.path("out/a.ts")).mode & 0o777).toBe(0o755);
  });

  test("a map that a source brings along is kept where the source is copied only", async () => {
    const made = project({
      "src/a.js": "export const a = 1;\n",
      "src/a.js.map": "{}",
      "src/b.js": async(1).replace(/: Promise<number>/, ""),
      "src/b.js.map": "{}",
    });
    await tsyncio(made, "compile", "src", "--out-dir", "out");
    expect(made.read("out/a.js.map")).toBe("{}");
    expect(made.read("out/b.js.map")).toContain("../src/b.js");
  });

  test("a script of a CommonJS project stays a script", async () => {
    const made = project({
      "package.json": { type: "commonjs" },
      "src/script.ts": "async function main() { console.log(await 42); }\nmain();\n",
      "src/required.ts": 'const { run } = require("tsyncio");\nrun(async () => await 1);\n',
      "tsconfig.json": { compilerOptions: { ...strict, plugins: [] }, include: ["src"] },
    });
    expect(await tsyncio(made, "compile", "--out-dir", "out")).toMatchObject({ code: 0 });
    expect(made.read("out/src/script.ts")).toContain(
      'var tsyncio = globalThis[Symbol.for("tsyncio/compiled")]',
    );
    expect(made.read("out/src/required.ts")).toContain('const tsyncio = require("tsyncio/compiled");');
  });
});

describe("what is wrong inside a file", () => {
  const broken = {
    "src/good.ts": async(1),
    "src/syntax.ts": "export async function f( { await 1; }\n",
    "src/refused.ts": "export async function f(a: number, yield_: number) {\n  const yield = await 1;\n}\n",
  };

  test("is shown with its place, nothing is written for it, and the exit code is 1", async () => {
    const made = project(broken);
    const { code, stdout, stderr } = await tsyncio(made, "compile", "src", "--out-dir", "out");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^out: 1 rewritten, 0 copied, 2 failed in /);
    expect(stderr).toMatch(
      /^src\/syntax\.ts:1:34 - error TS1005: .*\n1 \| export async function f\( \{ await 1; \}\n/m,
    );
    expect(stderr).toMatch(/^src\/refused\.ts:2:9 - error TSYNC1003: /m);
    expect(stderr).not.toContain("    at ");
    expect([made.has("out/good.ts"), made.has("out/syntax.ts"), made.has("out/refused.ts")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test("a map to be joined that is none is one line with a code", async () => {
  const made = project({ "src/main.ts": async(1), "dist/main.js.map": "{" });
  const { code, stderr } = await tsyncio(made, "compile", "src", "--out-dir", "build", "--join-maps", "dist");
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `error TSYNC3013: ${made.path("dist/main.js.map")} is no source map.\n`,
  });
});

describe("refused are", () => {
  const made = project({
    "src/main.ts": async(1),
    "whole.json": { compilerOptions: { ...strict, outDir: "dist" } },
    "kept.json": { compilerOptions: { ...strict }, exclude: ["./build/**/*"] },
    "bad.json": '{ "compilerOptions": { "target": "es1" } }',
    "option.json": { compilerOptions: { ...strict, plugins: [plugin({ mod: "all" })] }, include: ["src"] },
    "solution.json": { files: [], references: [{ path: "./src" }] },
    "rooted.json": { compilerOptions: { ...strict, rootDir: "src" }, files: ["src/main.ts", "other.ts"] },
    "other.ts": async(2),
    "empty/.hidden": "",
    "file.txt": "",
    "maps/a.js.map": "{",
    "torn/package.json": '{ "name": ',
    "torn/main.ts": async(3),
    "manifest/package.json": { tsyncio: { modes: 1 } },
    "manifest/main.ts": async(4),
  });

  test.each([
    ["a missing file", ["src/none.ts"], "TSYNC3003", "There is no "],
    ["a missing project", ["-p", "none.json"], "TSYNC3003", "There is no "],
    [
      "a tsconfig.json that TypeScript cannot read",
      ["-p", "bad.json"],
      "TSYNC3004",
      "bad.json:1:34: Argument for '--target' option must be",
    ],
    ["a project of references", ["-p", "solution.json"], "TSYNC3004", "only references: name one of them, "],
    ["an option that does not exist", ["-p", "option.json"], "TSYNC1000", 'unknown option "mod"'],
    [
      "an option that does not exist, with the file that holds it",
      ["-p", "option.json"],
      "TSYNC1000",
      `; in the entry of tsyncio/tsc in ${made.path("option.json")}`,
    ],
    [
      "such an option in a package.json",
      ["manifest/main.ts"],
      "TSYNC1000",
      `; in the field "tsyncio" of ${made.path("manifest/package.json")}`,
    ],
    [
      "an output where nobody can make a folder",
      ["src", "--out-dir", "/proc/x"],
      "TSYNC3010",
      "mkdir '/proc",
    ],
    ["a value that an option cannot have", ["src", "--catch", "none"], "TSYNC1000", '"exception" or "all"'],
    [
      "a folder of maps that is not there",
      ["src", "--join-maps", "none"],
      "TSYNC3003",
      "There is no folder none",
    ],
    ["a package.json that cannot be read", ["torn"], "TSYNC3012", "torn/package.json"],
    ["a file as the output", ["src", "--out-dir", "file.txt"], "TSYNC3005", "file.txt is a file: name a "],
    ["a file outside of the root", ["-p", "rooted.json"], "TSYNC3006", "other.ts is not below "],
    ["files beside a project", ["src", "-p", "."], "TSYNC3002", "not both"],
    ["a folder of sources as the output", ["src", "--out-dir", "src"], "TSYNC3005", "would be overwritten"],
    [
      "an output inside of a folder of sources",
      ["src", "--out-dir", "src/out"],
      "TSYNC3005",
      "lies among the sources",
    ],
    [
      "an output that the project takes for sources",
      ["-p", "whole.json"],
      "TSYNC3005",
      'add it to "exclude"',
    ],
    ["a folder without files", ["empty"], "TSYNC3007", "no files to compile"],
  ])("%s", async (_what, args, code, sentence) => {
    const outcome = await tsyncio(
      made,
      "compile",
      ...(args.includes("--out-dir") ? [] : ["--out-dir", "build"]),
      ...args,
    );
    expect(outcome.stderr).toMatch(new RegExp(`^error ${code}: .*\\n$`));
    expect(outcome.stderr).toContain(sentence);
    expect(outcome).toMatchObject({ code: code === "TSYNC3002" ? 2 : 1, stdout: "" });
  });

  test("but not an output that the project excludes, or that TypeScript writes to", async () => {
    expect(await tsyncio(made, "compile", "-p", "kept.json", "--out-dir", "build")).toMatchObject({
      code: 0,
    });
    expect(await tsyncio(made, "compile", "-p", "whole.json", "--out-dir", "dist/sources")).toMatchObject({
      code: 0,
    });
  });
});

test("--watch follows what a listed file imports", async () => {
  const made = project({
    "main.ts": "export const a = 1;\n",
    "b.ts": async(1),
    "tsconfig.json": { compilerOptions: { ...strict }, files: ["main.ts"] },
  });
  const watcher = new Watcher(startTsyncio(made, "compile", "--out-dir", "out", "--watch"));
  try {
    await watcher.until(/out: 0 rewritten, 1 copied in .*\nwatching for changes\n/);
    made.write({ "main.ts": 'import "./b.js";\n' });
    await watcher.until(/out: 1 rewritten, 1 copied/);
    made.write({ "b.ts": async(2) });
    await watcher.until(/out: 1 rewritten, 0 copied/);
    expect(made.read("out/b.ts")).toContain("yield 2");
  } finally {
    await watcher.stop();
  }
});

test("--watch compiles what changes, removes what is gone, and reads a changed tsconfig.json anew", async () => {
  const made = project({
    "src/a.ts": async(1),
    "src/b.ts": async(1),
    "tsconfig.json": { compilerOptions: { ...strict }, include: ["src"] },
  });
  const watcher = new Watcher(startTsyncio(made, "compile", "--out-dir", "out", "--watch"));
  try {
    await watcher.until(/out: 2 rewritten, 0 copied in .*\nwatching for changes\n/);
    const untouched = made.modified("out/src/b.ts");
    made.write({ "src/a.ts": async(2) });
    await watcher.until(/out: 1 rewritten, 0 copied in/);
    expect(made.read("out/src/a.ts")).toContain("yield 2");
    expect(made.modified("out/src/b.ts")).toBe(untouched);
    made.write({ "src/new/c.ts": async(3) });
    await watcher.until(/out: 1 rewritten/);
    expect(made.read("out/src/new/c.ts")).toContain("yield 3");
    rmSync(made.path("src/b.ts"));
    await watcher.until(/1 removed/);
    expect([made.has("out/src/b.ts"), made.has("out/src/b.ts.map")]).toEqual([false, false]);
    made.write({ "src/a.ts": "export async function f( {" });
    await watcher.until(/1 failed/);
    expect(made.read("out/src/a.ts")).toContain("yield 2");
    made.write({ "src/a.ts": async(4) });
    await watcher.until(/out: 1 rewritten/);
    made.write({
      "lib/d.ts": async(5),
      "tsconfig.json": {
        compilerOptions: { ...strict, plugins: [plugin({ mode: "directive" })] },
        include: ["src/a.ts", "lib"],
      },
    });
    await watcher.until(/out: 0 rewritten, 2 copied, 1 removed/);
    expect(made.read("out/src/a.ts")).toBe(async(4));
    made.write({ "lib/d.ts": async(6) });
    await watcher.until(/out: 0 rewritten, 1 copied/);
    expect(made.read("out/lib/d.ts")).toBe(async(6));
  } finally {
    await watcher.stop();
  }
});
