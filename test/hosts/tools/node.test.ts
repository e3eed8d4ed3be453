/** `node --import tsyncio/register` on each release of Node that is promised: the oldest, and the newest two. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { refused } from "../support/refused.ts";
import { expected, repository, tools, Workspace } from "./workspace.ts";

const releases = [
  ["22.15.0", "node-22", ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"]],
  ["24.9.0", "node-24", ["--disable-warning=ExperimentalWarning"]],
  ["26.10.0", "node-26", []],
] as const;

const binary = (name: string) => join(tools, "node_modules", name, "bin/node");
const register = ["--import", "tsyncio/register"];

describe.each(releases)("Node %s", (version, name, flags) => {
  const node = (made: Workspace, ...args: string[]) => made.run(binary(name), ...flags, ...register, ...args);

  test("is the release that it is called", async () => {
    const made = new Workspace(`${name}-version`);
    expect((await made.run(binary(name), "--version")).stdout).toBe(`v${version}\n`);
  });

  test("runs the example", async () => {
    const made = new Workspace(name);
    expect(await node(made, "src/main.ts")).toEqual({ code: 0, stdout: expected, stderr: "" });
  });

  test("rewrites every kind of module, required or imported", async () => {
    const made = new Workspace(`${name}-kinds`, {
      "main.mts": `import { isCoroutineFunction } from "tsyncio";
import { createRequire } from "node:module";
import a from "./a.cts"; import { b } from "./b.mjs"; import { c } from "./c.js"; import d from "./d.cjs";
const e = createRequire(import.meta.url)("./e.cts"); const { f } = createRequire(import.meta.url)("./f.mts");
console.log([a, b, c, d, e, f].map(isCoroutineFunction).join());`,
      "a.cts": "const a = async (n: number) => await n;\nmodule.exports = a;\n",
      "b.mjs": "export const b = async () => {};",
      "c.js": "export async function c() {}",
      "d.cjs": "exports = module.exports = async function () { return await require('node:path').sep; };",
      "e.cts": "module.exports = { async e(): Promise<void> {} }.e;",
      "f.mts": "export const f = async (): Promise<void> => {};",
    });
    expect(await node(made, "main.mts")).toMatchObject({
      code: 0,
      stdout: "true,true,true,true,true,true\n",
    });
  });

  test("names lines and columns of the source in a stack trace, past a second map too", async () => {
    const made = new Workspace(`${name}-stack`, {
      "throws.ts": `import { run } from "tsyncio";
const a = async (n: number): Promise<number> => { await null; throw new Error("here " + n); };
run(a(1)).catch((error: Error) => console.log(error.stack));`,
    });
    const { stdout } = await node(made, "--enable-source-maps", "throws.ts");
    expect(stdout).toContain("throws.ts:2:69");
  });

  test("runs tasks and callbacks with the AsyncLocalStorage stores of who made them", async () => {
    const made = new Workspace(`${name}-stores`);
    const vitest = join(repository, "node_modules/vitest/vitest.mjs");
    const files = ["test/runtime/stores.test.ts", "test/runtime/hosts/stores.test.ts"];
    const environment = ["env", `NODE_OPTIONS=${flags.join(" ")}`] as const;
    await made.mustRun(...environment, binary(name), vitest, "run", "--root", repository, ...files);
  });

  test("leaves dependencies alone", async () => {
    const made = new Workspace(`${name}-dependency`, {
      "node_modules/native/package.json": { type: "module", exports: "./index.js" },
      "node_modules/native/index.js": "export const native = async () => {};",
      "main.ts": `import { isCoroutineFunction } from "tsyncio"; import { native } from "native";
console.log(isCoroutineFunction(native));`,
    });
    expect(await node(made, "main.ts")).toMatchObject({ code: 0, stdout: "false\n" });
  });
});

describe("what is wrong is said:", () => {
  const run = (made: Workspace, ...args: string[]) => made.run(binary("node-24"), ...register, ...args);

  test("a refused form, with its code frame", async () => {
    const made = new Workspace("node-refused", {
      "refused.ts": refused.source,
    });
    const { code, stderr } = await run(made, "refused.ts");
    expect(code).toBe(1);
    expect(stderr).toContain(`refused.ts:${refused.place}`);
    expect(stderr).toContain(refused.frame);
  });

  test("an unknown option, with the file that holds it", async () => {
    const made = new Workspace("node-option", { "package.json": { type: "module", tsyncio: { modes: 1 } } });
    const { stderr } = await run(made, "src/main.ts");
    expect(stderr).toContain('tsyncio: unknown option "modes"');
    expect(stderr).toContain(`in the field "tsyncio" of ${made.path("package.json")}`);
  });

  test("the options of the nearest package.json hold", async () => {
    const made = new Workspace("node-options", {
      "package.json": { type: "module", tsyncio: { exclude: "**/left.ts" } },
      "left.ts": `import { isCoroutineFunction } from "tsyncio";
console.log(isCoroutineFunction(async () => {}));`,
    });
    expect(await run(made, "left.ts")).toMatchObject({ stdout: "false\n" });
  });

  test("TypeScript that Node cannot strip", async () => {
    const made = new Workspace("node-enum", {
      "enum.ts": "export enum A { a }\nexport const f = async () => 1;\n",
    });
    const { code, stderr } = await run(made, "enum.ts");
    expect(code).toBe(1);
    expect(stderr).toContain("tsyncio/register: types are left to Node, which only strips them: no enums");
  });

  test("a release that strips types only when told to", async () => {
    const made = new Workspace("node-flag");
    const { stderr } = await made.run(binary("node-22"), ...register, "src/main.ts");
    expect(stderr).toContain(
      "tsyncio/register: Node 22.15.0 strips types only with --experimental-strip-types",
    );
  });

  test("a release without the hooks", async () => {
    const made = new Workspace("node-old", {
      "old.mjs": `import module, { syncBuiltinESMExports } from "node:module";
module.registerHooks = undefined;
syncBuiltinESMExports();`,
    });
    const { code, stderr } = await made.run(
      binary("node-24"),
      "--import",
      "./old.mjs",
      ...register,
      "src/main.ts",
    );
    expect(code).toBe(1);
    expect(stderr).toContain(
      "tsyncio/register needs Node 22.15 or later, for module.registerHooks; this is Node 24",
    );
  });

  test("a runtime that is not there", async () => {
    const made = new Workspace("node-runtime", {
      "package.json": { type: "module", tsyncio: { runtime: "not-there/compiled" } },
    });
    const { stderr } = await run(made, "src/main.ts");
    expect(stderr).toContain(
      'tsyncio: rewritten files import "not-there/compiled", which cannot be resolved from',
    );
  });
});
