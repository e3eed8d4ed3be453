/** What leaves the house is whole and works; each rule catches a planted fault. Needs `npm run build`. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type Exports,
  lockFaults,
  machinePathFaults,
  mapFaults,
  missingTargets,
  tarballFaults,
  targetsOf,
} from "./package.ts";
import { filesUnder, root } from "./sources.ts";

const { exports } = JSON.parse(read("package.json")) as { exports: Exports };
const modules = Object.keys(exports).filter((entry) => entry !== "./package.json");
const sources = [...filesUnder("runtime", ".ts"), ...filesUnder("transformer", ".ts")];

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Runs a program and gives what it printed; output on failure is part of the error. */
function output(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: root, encoding: "utf8", maxBuffer: 64 << 20 });
}

function declarationOf(entry: string): string {
  const target = exports[entry];
  return join(root, typeof target === "object" ? String(target.types) : "");
}

/** What runs where TypeScript does; all else may run in a browser. */
function isTool(entry: string): boolean {
  return declarationOf(entry).includes("/dist/transformer/");
}

describe("the declarations", () => {
  const declared = modules.filter((entry) => existsSync(declarationOf(entry)));
  const check = (entries: readonly string[], ...library: string[]) => {
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const flags = ["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022"];
    return output(process.execPath, tsc, ...flags, ...library, ...entries.map(declarationOf));
  };

  test("of the runtime need no types of Node, and no newer library than ES2022", () => {
    const runtime = declared.filter((entry) => !isTool(entry));
    expect(runtime).not.toEqual([]);
    expect(check(runtime, "--lib", "es2022,dom", "--typeRoots", "dist")).toBe("");
  });

  test("of the tools need no types of any bundler, and no newer library than ES2022", () => {
    const tools = declared.filter(isTool);
    expect(tools).not.toEqual([]);
    expect(check(tools, "--lib", "es2022", "--types", "node")).toBe("");
  });
});

describe("every export of package.json", () => {
  test("points to files that exist after a build", () => {
    expect(missingTargets(exports, (path) => existsSync(join(root, path)))).toEqual([]);
  });

  test.each(modules)("%s gives the same names to import and to require()", (entry) => {
    const name = JSON.stringify(entry.replace(/^\./, "tsyncio"));
    const imported = output(
      process.execPath,
      "--input-type=module",
      "-e",
      `import * as m from ${name}; ${print}`,
    );
    const required = output(
      process.execPath,
      "--input-type=commonjs",
      "-e",
      `const m = require(${name}); ${print}`,
    );
    expect(JSON.parse(imported)).not.toEqual([]);
    expect(required).toBe(imported);
  });

  const print = 'console.log(JSON.stringify(Object.keys(m).filter((name) => name !== "__esModule").sort()));';

  test("is seen to be missing when it is", () => {
    const planted = { ".": { types: "./dist/a.d.ts", default: "./dist/a.js" } };
    expect(targetsOf(planted["."])).toEqual(["dist/a.d.ts", "dist/a.js"]);
    expect(missingTargets(planted, (path) => path.endsWith(".js"))).toEqual([
      'package.json exports "." as dist/a.d.ts, which does not exist after a build',
    ]);
  });
});

describe("the tarball", () => {
  const packed = JSON.parse(output("npm", "pack", "--dry-run", "--json", "--ignore-scripts"));
  const files: string[] = packed[0].files.map((file: { path: string }) => file.path);

  test("holds what was built from every source, the papers, and nothing else", () => {
    expect(tarballFaults(files, sources)).toEqual([]);
  });

  test("carries source maps that can be followed", () => {
    const maps = files.filter((path) => path.endsWith(".map"));
    expect(maps).not.toEqual([]);
    expect(maps.flatMap((path) => mapFaults(path, read(path)))).toEqual([]);
  });

  test("a test in it, a source that was not built, a missing paper are caught", () => {
    const planted = [
      "package.json",
      "README.md",
      "LICENSE",
      "dist/test/house/sources.js",
      "runtime/tasks.ts",
    ];
    expect(tarballFaults(planted, ["runtime/tasks.ts"])).toEqual([
      "the tarball lacks CHANGELOG.md",
      "the tarball lacks dist/runtime/tasks.js",
      "the tarball lacks dist/runtime/tasks.js.map",
      "the tarball lacks dist/runtime/tasks.d.ts",
      "the tarball holds dist/test/house/sources.js: if its source is gone, delete dist/",
      "the tarball holds runtime/tasks.ts: if its source is gone, delete dist/",
    ]);
  });

  test("a source map that leaves its source behind is caught", () => {
    expect(mapFaults("a.js.map", '{"sources":["a.ts"],"sourcesContent":["let a"]}')).toEqual([]);
    expect(mapFaults("a.js.map", '{"sources":["a.ts"]}')).toEqual([
      "a.js.map does not carry the text of a.ts: build with inlineSources",
    ]);
  });
});

describe("the committed files", () => {
  const tracked = output("git", "ls-files", "-z")
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(root, path)));

  test("name no path of one machine", () => {
    expect(tracked.length).toBeGreaterThan(sources.length);
    expect(tracked.flatMap((path) => machinePathFaults(path, read(path)))).toEqual([]);
  });

  test.each([
    ["", "home", "ada", "tsyncio"].join("/"),
    `"${["", "root", "npm"].join("/")}"`,
    `file://${["", "Users", "ada", "x.ts"].join("/")}`,
    ["C:", "Users", "ada"].join("\\"),
  ])("the planted path %s is caught", (path) => {
    expect(machinePathFaults("a.ts", `\nconst path = ${path};`)).toHaveLength(1);
  });

  test("an address that only looks like such a path is none", () => {
    expect(machinePathFaults("a.ts", "https://example.org/home/ada/ ../root/x ./work/y")).toEqual([]);
  });

  test("lock the versions without naming a registry", () => {
    const locks = tracked.filter((path) => path.endsWith("package-lock.json"));
    expect(locks).toContain("package-lock.json");
    expect(locks.flatMap((path) => lockFaults(read(path)))).toEqual([]);
    expect(lockFaults('{\n  "resolved": "https://example.org/x.tgz"\n}')).toHaveLength(1);
  });
});
