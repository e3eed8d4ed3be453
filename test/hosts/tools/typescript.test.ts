/** The compilers of TypeScript, installed by the recipe of docs/hosts.md: 6 with the plugin, under its own name and the other one, and 7 after `tsyncio compile`. */
import { cpSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chain } from "../../../transformer/hosts/source-maps.ts";
import { follow, rightWay } from "../support/maps.ts";
import { command, expectMapped, expectSameOutput, repository, tools, Workspace } from "./workspace.ts";

const tsconfig = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2022", "dom", "esnext.disposable"],
    module: "nodenext",
    strict: true,
    allowJs: true,
    types: [],
    rewriteRelativeImportExtensions: true,
    rootDir: "src",
    outDir: "dist",
    declaration: true,
    sourceMap: true,
    plugins: [{ transform: "tsyncio/tsc" }],
  },
  include: ["src"],
};

describe("TypeScript 6", () => {
  test("compiles the example by tspc, with a map that leads there and back", async () => {
    const made = new Workspace("tspc", { "tsconfig.json": tsconfig });
    await made.mustRun(command("tspc"));
    await expectSameOutput(made, "dist/main.js");
    expectMapped(made, (source) => `dist/${source.replace(/\.ts$/, ".js")}`);
    expect(made.read("dist/even.d.ts")).toContain("even(n: number, _from?: string): Promise<boolean>;");
  });

  test("under its other name is found where TSP_COMPILER_TS_PATH says, and only there", async () => {
    const made = new Workspace("tspc-alias", { "tsconfig.json": tsconfig });
    // A copy, which looks for its peer from here; the one of the root package finds 6 under its own name.
    cpSync(join(repository, "node_modules/ts-patch"), made.path("node_modules/ts-patch"), {
      recursive: true,
    });
    const tspc = "node_modules/ts-patch/bin/tspc.js";
    const without = await made.node(tspc);
    expect(without.stderr).toContain("Could not find typescript package");
    const variable = "process.env.TSP_COMPILER_TS_PATH = '../node_modules/@typescript/old'";
    await made.mustRun(process.execPath, "--import", `data:text/javascript,${variable}`, tspc);
    await expectSameOutput(made, "dist/main.js");
  });
});

describe("TypeScript 7", () => {
  const setUp = (name: string, files: Record<string, string> = {}) =>
    new Workspace(name, { "tsconfig.json": tsconfig, ...files });
  const tsc = join(tools, "node_modules/@typescript/native/bin/tsc");
  const tsyncio = "node_modules/tsyncio/dist/transformer/cli/bin.js";

  test("compiles what tsyncio compile has rewritten, with types and declarations of the source", async () => {
    const made = setUp("typescript-7");
    expect((await made.node(tsc, "--version")).stdout).toContain("Version 7.");
    await made.mustRun(process.execPath, tsc, "-p", ".", "--emitDeclarationOnly");
    await made.mustRun(process.execPath, tsyncio, "compile", "-p", ".", "--out-dir", "build");
    await made.mustRun(process.execPath, tsc, "-p", "build");
    await expectSameOutput(made, "dist/main.js");
    expect(made.read("dist/even.d.ts")).toContain("even(n: number, _from?: string): Promise<boolean>;");
    expect(made.read("dist/main.js")).toContain("function* main$()");
    expectBothMaps(made);
  });

  /** Each of the two steps has its map; together they lead there and back. */
  function expectBothMaps(made: Workspace): void {
    const [name, literal] = ["market.ts", "a producer rests"];
    const [source, output] = [made.read(`src/${name}`), made.read("dist/market.js")];
    const map = JSON.stringify(chain(made.read("dist/market.js.map"), made.read(`build/${name}.map`)));
    expect(follow({ source, name, literal, output, map })).toEqual(rightWay({ source, name, literal }));
  }

  test("reports errors of types at their place in the source", async () => {
    const made = setUp("typescript-7-error", {
      "src/wrong.ts": "export async function f(): Promise<string> {\n  return 1;\n}\n",
    });
    const { code, stdout } = await made.node(tsc, "-p", ".", "--emitDeclarationOnly");
    expect(code).not.toBe(0);
    expect(stdout).toContain("src/wrong.ts(2,3): error TS2322");
  });

  test("alone is told apart from 6, with what to install", async () => {
    const made = new Workspace("typescript-7-alone", {
      "main.js": 'import("tsyncio/vite").catch((error) => console.log(error.message));',
    });
    rmSync(made.path("node_modules/tsyncio"));
    for (const file of ["dist", "package.json"])
      cpSync(join(tools, "node_modules/tsyncio", file), made.path(`node_modules/tsyncio/${file}`), {
        recursive: true,
      });
    symlinkSync(join(tools, "node_modules/@typescript/native"), made.path("node_modules/typescript"));
    const { stdout } = await made.node("main.js");
    expect(stdout).toContain("TypeScript 7.0.2 has no interface for that. Install 6 beside it: npm install");
  });
});
