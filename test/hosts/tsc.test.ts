/**
 * The ts-patch plugin as a user has it: real projects, the real `tspc`, and Node that runs what comes out.
 * Each run of `tspc` costs seconds, so that one run serves many tests.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { remains } from "../transformer/support/absence.ts";
import { type RawMap, traceTokens } from "../transformer/support/source-map.ts";
import { type Outcome, type Project, plugin, projects, strict } from "./support/project.ts";
import { legacyDecorators, sample, samplePrints, standardDecorators } from "./support/sample.ts";

const project = projects();

const configOf = (options: object, more: object = {}) => ({
  compilerOptions: { ...strict, ...options },
  ...more,
});
const inFolder = (folder: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

describe("a program prints the same, whatever it is compiled to:", () => {
  const bundler = { moduleResolution: "bundler" };
  /** Each module format and each target at least once, and what changes imports and fields. */
  const variants: Record<string, object> = {
    "nodenext, ES2022": {},
    "nodenext, ES2022, composite": { composite: true, declarationMap: true },
    "esnext, ESNext": { module: "esnext", target: "esnext", ...bundler },
    "esnext, ES2015": { module: "esnext", target: "es2015", ...bundler },
    "commonjs, ES2016": { module: "commonjs", target: "es2016", ...bundler },
    "nodenext, ES2017": { target: "es2017" },
    "preserve, ES2018": { module: "preserve", target: "es2018" },
    "commonjs, ES2019": {
      module: "commonjs",
      target: "es2019",
      esModuleInterop: false,
      ignoreDeprecations: "6.0",
      ...bundler,
    },
    "nodenext, ES2020, isolatedModules": { target: "es2020", isolatedModules: true },
    "preserve, ES2021, verbatimModuleSyntax": {
      module: "preserve",
      target: "es2021",
      verbatimModuleSyntax: true,
    },
    "node20, ES2023": { module: "node20", target: "es2023" },
    "nodenext, ES2024, fields assigned": { target: "es2024", useDefineForClassFields: false },
    "nodenext of a CommonJS package": { declaration: true },
  };
  const folderOf = (name: string) => name.replaceAll(/[ ,]+/g, "-").toLowerCase();
  const isCommonJs = (name: string) => /commonjs/i.test(name);
  let built: Outcome;
  let made: Project;

  beforeAll(async () => {
    made = project({});
    for (const [name, options] of Object.entries(variants)) {
      const folder = folderOf(name);
      made.write({
        ...inFolder(folder, sample),
        [`${folder}/tsconfig.json`]: configOf(
          { sourceMap: true, rootDir: ".", ...options },
          { exclude: ["out"] },
        ),
        [`${folder}/package.json`]: { type: isCommonJs(name) ? "commonjs" : "module" },
      });
    }
    built = await made.tspc("-b", ...Object.keys(variants).map(folderOf));
  });

  test("and all of it compiles", () => expect(built).toEqual({ code: 0, stdout: "", stderr: "" }));

  test.each(Object.keys(variants))("%s", async (name) => {
    const main = `${folderOf(name)}/out/main.js`;
    expect(await made.node(made.path(main))).toEqual({ code: 0, stdout: samplePrints, stderr: "" });
    const code = made.read(main);
    // The functions of an ES module are pairs, those of a CommonJS module are marked where it starts.
    expect(code).toContain(isCommonJs(name) ? "tsyncio.coroutine(main);" : "tsyncio.coroutine(main$)");
    expect(code).toContain(isCommonJs(name) ? "const tsyncio = require(" : "import * as tsyncio from");
    for (const file of ["even", "odd", "shape"])
      expect(remains(made.read(`${folderOf(name)}/out/${file}.js`))).toEqual([]);
  });

  test("declaration files keep the promises of the source", () => {
    const folder = folderOf("nodenext, ES2022, composite");
    expect(made.read(`${folder}/out/even.d.ts`)).toContain(
      "export declare function even(n: number): Promise<boolean>;",
    );
    expect(made.read(`${folder}/out/shape.d.ts`)).toContain("area(): Promise<number>;");
    expect(made.read(`${folder}/out/shape.d.ts`)).not.toContain("tsyncio");
  });

  test.each(["nodenext, ES2022", "esnext, ES2015", "commonjs, ES2019"])(
    "the map of %s leads back",
    (name) => {
      for (const file of ["even", "odd", "shape"]) {
        const path = `${folderOf(name)}/out/${file}.js`;
        const map = JSON.parse(made.read(`${path}.map`)) as RawMap;
        const source = sample[`${file}.ts`] as string;
        const trace = traceTokens({ source, output: made.read(path), map, filename: `${file}.ts` });
        expect(trace).toMatchObject({ astray: [], missed: [] });
        expect(trace.traced).toBeGreaterThan(1);
      }
    },
  );

  test("imports of types are elided as without us, and no other is touched", () => {
    const code = made.read(`${folderOf("nodenext, ES2022")}/out/main.js`);
    expect(code).toContain('import { Shape } from "./shape.js";');
    expect(code.match(/^import /gm)).toHaveLength(5);
  });
});

describe("what is wrong is said at its place in the source:", () => {
  const broken = (files: Record<string, string>, options: object = {}) =>
    project({ "tsconfig.json": configOf(options), ...files });

  test("errors of types and refused forms, in TypeScript's own format, with an exit code that is not zero", async () => {
    const made = broken({
      "types.ts": "async function f() {\n  return 1;\n}\nexport const text: string = await f();\n",
      "refused.ts":
        'export const ok = async () => await 1;\nexport function bad() { return async () => {\n  eval(await "1");\n}; }\n',
    });
    const { code, stdout } = await made.tspc("--pretty");
    expect(code).toBe(2);
    expect(stdout).toContain(
      "types.ts:4:14 - error TS2322: Type 'number' is not assignable to type 'string'.",
    );
    expect(stdout).toContain("refused.ts:3:3 - error TSYNC1004: A direct eval in an async arrow");
    expect(stdout).toContain('3   eval(await "1");\n');
    expect(stdout).toContain("Found 2 errors in 2 files.");
    // What is refused stays as it was, and all beside it is rewritten.
    expect(made.read("out/refused.js")).toContain('return async () => {\n        eval(await "1");');
    expect(made.read("out/refused.js")).toContain(
      "export const ok = /*#__PURE__*/ tsyncio.coroutine(function* ok() {",
    );
  });

  test("syntax errors are TypeScript's affair", async () => {
    const made = broken({ "main.ts": "export async function f( { await 1; }\n" });
    const { code, stdout } = await made.tspc();
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/main\.ts\(1,\d+\): error TS\d+/);
    expect(stdout).not.toMatch(/TSYNC|tsyncio/);
    expect(made.has("out/main.js") ? made.read("out/main.js") : "").not.toContain("tsyncio");
  });

  test.each([
    [{ mod: "all" }, 'unknown option "mod" (given: "all"); the options are mode, catch, include'],
    [{ mode: "some" }, 'option "mode" must be "all" or "directive", not "some"'],
    [{ debug: "yes" }, 'option "debug" must be true or false, not "yes"'],
  ])("the plugin option %j", async (options, message) => {
    const made = broken({ "main.ts": "export const f = async () => 1;\n" }, { plugins: [plugin(options)] });
    const { code, stdout, stderr } = await made.tspc();
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/^tsconfig\.json\(\d+,\d+\): error TSYNC1000: /);
    expect(stdout).toContain(message);
    expect(stdout + stderr).not.toContain("    at ");
    expect(made.read("out/main.js")).toContain("async () => 1");
  });
});

describe("tools around the compiler:", () => {
  const libraries = {
    "core/tsconfig.json": configOf(
      { composite: true, rootDir: ".", outDir: "../out/core" },
      { include: ["*.ts"] },
    ),
    "core/even.ts": sample["even.ts"] as string,
    "core/odd.ts": sample["odd.ts"] as string,
    "app/tsconfig.json": configOf(
      { incremental: true, rootDir: ".", outDir: "../out/app", tsBuildInfoFile: "../out/app/.tsbuildinfo" },
      { include: ["*.ts"], references: [{ path: "../core" }] },
    ),
    "app/main.ts": `import { run } from "tsyncio";
import { even } from "../core/even.js";
async function main() {
  console.log(await even(2), "one");
}
run(main());
`,
  };
  const edited = libraries["app/main.ts"].replace('"one"', '"two"');

  test("tspc -b with references builds what changed, and rewrites it again", async () => {
    const made = project({ "package.json": { type: "module", imports: {} }, ...libraries });
    // The application finds the library where it is emitted.
    made.write({ "app/main.ts": libraries["app/main.ts"].replace("../core/even.js", "#even") });
    made.write({ "package.json": { type: "module", imports: { "#even": "./out/core/even.js" } } });
    expect(await made.tspc("-b", "app")).toMatchObject({ code: 0, stdout: "" });
    expect((await made.node("out/app/main.js")).stdout).toBe("true one\n");

    const before = made.modified("out/core/even.js");
    made.write({ "app/main.ts": edited.replace("../core/even.js", "#even") });
    expect(await made.tspc("-b", "app")).toMatchObject({ code: 0, stdout: "" });
    expect((await made.node("out/app/main.js")).stdout).toBe("true two\n");
    expect(made.read("out/app/main.js")).toContain("tsyncio.coroutine(main$)");
    expect(made.modified("out/core/even.js")).toBe(before);
  });

  test("tspc --incremental writes anew what changed, and rewrites it again", async () => {
    const made = project({
      "tsconfig.json": configOf({ incremental: true }),
      "main.ts": "export const f = async () => await 1;\n",
      "other.ts": "export const g = async () => await 1;\n",
    });
    expect(await made.tspc()).toMatchObject({ code: 0 });
    const before = made.modified("out/other.js");
    made.write({ "main.ts": "export const f = async () => await 2;\n" });
    expect(await made.tspc()).toMatchObject({ code: 0 });
    expect(made.read("out/main.js")).toContain("function* f() { return yield 2; }");
    expect(made.modified("out/other.js")).toBe(before);
  });

  test("tspc --watch rewrites a file again when it is edited, and reports what is refused", async () => {
    const made = project({
      "tsconfig.json": configOf({ incremental: true }),
      "main.ts": "export const f = async () => await 1;\n",
      "other.ts": "export const g = async () => await 1;\n",
    });
    const watcher = made.watch();
    try {
      await watcher.until(/Found 0 errors/);
      expect(made.read("out/main.js")).toContain("function* f() { return yield 1; }");
      made.write({ "main.ts": "export const f = async () => await 2;\n" });
      await watcher.until(/Found 0 errors/);
      expect(made.read("out/main.js")).toContain("function* f() { return yield 2; }");
      made.write({
        "main.ts": "export const f = { m: function () { return async (x: string) => eval(x); } };\n",
      });
      expect(await watcher.until(/Found 1 error/)).toContain("main.ts(1,65): error TSYNC1004");
    } finally {
      await watcher.stop();
    }
  });
});

describe("decorators and scripts:", () => {
  const legacy = { experimentalDecorators: true, emitDecoratorMetadata: true };
  const oneFile = (name: string, options: object, text: string, file = "main.ts") => ({
    [`${name}/${file}`]: text,
    [`${name}/tsconfig.json`]: configOf({ rootDir: ".", ...options }, { files: [file] }),
  });
  const commonJs = `const { run } = require("tsyncio");
const main = async () => await 42;
run(main()).then(console.log);
`;
  const script = `async function main() { return await 42; }
import("tsyncio").then(({ run }) => run(main())).then((value) => console.log(value));
`;
  const expected: Record<string, string> = {
    legacy: '[["Promise","load",true,"Promise","make",true],["set",1]]\n',
    "legacy-es2015": '[["Promise","load",true,"Promise","make",true],["set",1]]\n',
    standard: '[["make",true,"load",true,"Service"],1,2]\n',
    "standard-es2015": '[["make",true,"load",true,"Service"],1,2]\n',
    "standard-esnext": '[["make",true,"load",true,"Service"],1,2]\n',
    script: "42\n",
    "script-among-modules": "42\n",
    javascript: "42\n",
  };
  let made: Project;
  let built: Outcome;

  beforeAll(async () => {
    made = project({
      ...oneFile("legacy", legacy, legacyDecorators),
      ...oneFile("legacy-es2015", { ...legacy, target: "es2015" }, legacyDecorators),
      ...oneFile("standard", {}, standardDecorators),
      ...oneFile("standard-es2015", { target: "es2015" }, standardDecorators),
      ...oneFile("standard-esnext", { target: "esnext" }, standardDecorators),
      ...oneFile("script", { module: "commonjs", moduleResolution: "bundler" }, script),
      "script/package.json": { type: "commonjs" },
      ...oneFile("script-among-modules", { module: "esnext", moduleResolution: "bundler" }, script),
      ...oneFile("javascript", { allowJs: true }, commonJs, "main.cjs"),
    });
    built = await made.tspc("-b", ...Object.keys(expected));
  });

  test("all of it compiles", () => expect(built).toEqual({ code: 0, stdout: "", stderr: "" }));

  test.each(Object.keys(expected).filter((name) => name !== "standard-esnext"))("%s", async (name) => {
    const main = `${name}/out/main.${name === "javascript" ? "cjs" : "js"}`;
    const outcome = await made.node(made.path(main));
    expect(outcome).toEqual({ code: 0, stdout: expected[name], stderr: "" });
  });

  test("standard decorators stay for an engine that has them, with ours innermost", () => {
    expect(made.read("standard-esnext/out/main.js")).toContain("@logged\n    @tsyncio.method\n    *load(n)");
  });

  test("a script stays a script where scripts are what is emitted", () => {
    const code = made.read("script/out/main.js");
    expect(code).toContain(
      'var tsyncio = globalThis[Symbol.for("tsyncio/compiled")] ?? require("tsyncio/compiled");',
    );
    expect(code).not.toMatch(/^import|exports/m);
    expect(made.read("script-among-modules/out/main.js")).toContain(
      'import * as tsyncio from "tsyncio/compiled";',
    );
    expect(made.read("javascript/out/main.cjs")).toContain('const tsyncio = require("tsyncio/compiled");');
  });
});

describe("scripts that outFile joins", () => {
  const first = `const { createTask, isCoroutine, isCoroutineFunction, run } = require("tsyncio");
declare function require(name: string): Record<string, (...given: unknown[]) => any>;
async function main(): Promise<void> {
  console.log("in a task", await later(1), isCoroutine(later(1)), isCoroutineFunction(later));
}
run(main());
run(later(2)).then((value: number) => console.log("given to run", value));
console.log("at once", isCoroutine(later(3)));
`;
  const later = "async function later(n: number): Promise<number> {\n  return n + 1;\n}\n";
  const joined = { module: "none", ignoreDeprecations: "6.0", outDir: undefined };
  const inTasks = "in a task 2 true true\ngiven to run 3\n";

  test.each([
    ["know a coroutine of an earlier file at once", ["later.ts", "first.ts"], `at once true\n${inTasks}`],
    [
      "know one of a later file as soon as that has run",
      ["first.ts", "later.ts"],
      `at once false\n${inTasks}`,
    ],
  ])("%s", async (_what, files, stdout) => {
    const made = project({
      "first.ts": first,
      "later.ts": later,
      "tsconfig.json": configOf({ ...joined, outFile: "out.cjs" }, { files }),
    });
    expect((await made.tspc()).stdout).toBe("");
    expect(await made.node("out.cjs")).toEqual({ code: 0, stdout, stderr: "" });
  });
});

test("a plugin before ours may change code; where it makes async code anew, that is an error", async () => {
  const other = `module.exports = (program, config, { ts }) => ({ factory }) => (file) => {
  const visit = (node) => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === "twice")
      return factory.createBinaryExpression(ts.visitNode(node.arguments[0], visit), ts.SyntaxKind.AsteriskToken, factory.createNumericLiteral(2));
    if (ts.isVoidExpression(node)) return factory.createAwaitExpression(node.expression);
    return ts.visitEachChild(node, visit, undefined);
  };
  return ts.visitEachChild(file, visit, undefined);
};`;
  const made = project({
    "other.cjs": other,
    "tsconfig.json": configOf({ plugins: [{ transform: "./other.cjs" }, plugin()] }),
    "changed.ts": `import { run } from "tsyncio";
declare function twice(n: number): number;
const main = async () => twice(await 21);
run(main()).then(console.log);
`,
    "anew.ts": "export const f = async () => { await 1; void 2; };\n",
  });
  const { code, stdout } = await made.tspc();
  expect(code).toBe(2);
  expect(stdout).toMatch(/^anew\.ts\(1,41\): error TSYNC2001: Another plugin .*\n$/);
  expect((await made.node("out/changed.js")).stdout).toBe("42\n");
});

test("an error of a running program names the line and column of the source", async () => {
  const made = project({
    "tsconfig.json": configOf({ sourceMap: true }),
    "main.ts": `import { run, sleep } from "tsyncio";

async function inner(): Promise<never> {
  await sleep(0);
  throw new Error("here");
}

run(inner()).catch((error) => console.log(error.stack));
`,
  });
  expect(await made.tspc()).toMatchObject({ code: 0 });
  const { stdout } = await made.node("--enable-source-maps", "out/main.js");
  expect(stdout).toMatch(/Error: here\n {4}at .*main\.ts:5:9\)/);
});
