/** `tsyncio doctor` on projects that are well and on projects each of which has one fault. Needs `npm run build`. */
import { readFileSync, utimesSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Diagnosis, diagnose } from "../../transformer/cli/doctor.ts";
import { Project, plugin, strict } from "../hosts/support/project.ts";
import { tsyncio } from "./support/cli.ts";

const projects: Project[] = [];
afterAll(() => {
  for (const made of projects) made.remove();
});

const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../package.json"), "utf8")) as {
  version: string;
};
const installed = (name: string, of: string) => ({
  [`node_modules/${name}/package.json`]: { name, version: of },
});
const source = "export const f = async (): Promise<number> => await 1;\n";
const healthy = {
  ...installed("typescript", "6.0.3"),
  ...installed("ts-patch", "4.0.1"),
  "package.json": { type: "module", scripts: { build: "tspc" } },
  "tsconfig.json": { compilerOptions: strict, include: ["src"] },
  "src/main.ts": source,
};

function project(files: Record<string, string | object> = {}): Project {
  const made = new Project({ ...healthy, ...files });
  projects.push(made);
  return made;
}

/** The findings that are not well, each as a line. */
function faults(made: Project): string[] {
  return diagnose(made.root, version)
    .findings.filter(({ status }) => status !== "ok")
    .map(({ status, message, remedy }) => `${status}: ${message} ${remedy ?? ""}`.trim());
}

const config = (options: object, more: object = {}) => ({
  "tsconfig.json": { compilerOptions: { ...strict, ...options }, include: ["src"], ...more },
});
const scripts = (texts: Record<string, string>) => ({ "package.json": { type: "module", scripts: texts } });

test("a project that is well has no faults", () => {
  expect(faults(project())).toEqual([]);
});

test("await using needs no library in tsconfig.json: its types come with those of tsyncio", async () => {
  const text = `import { Lock } from "tsyncio";\nexport async function f(lock: Lock) {\n  await using _ = lock;\n}\n`;
  const made = project({ ...config({ lib: ["es2022"], types: [] }), "src/main.ts": text });
  expect(faults(made)).toEqual([]);
  expect(await made.tspc("--noEmit")).toMatchObject({ code: 0, stdout: "" });
});

describe("one fault is found, and the remedy named:", () => {
  const cases: Record<string, [Record<string, string | object>, RegExp]> = {
    "TypeScript too new": [
      installed("typescript", "7.0.2"),
      /^error: TypeScript 7\.0\.2 has no .*@typescript\/typescript6/,
    ],
    "TypeScript too old": [
      installed("typescript", "5.9.3"),
      /^error: TypeScript 5\.9\.3 is too old\. npm install/,
    ],
    "a ts-patch of another age": [
      installed("ts-patch", "3.3.0"),
      /^error: ts-patch 3\.3\.0 .* npm install --save-dev ts-patch@4$/,
    ],
    "two copies of one version": [
      { ...installed("dep/node_modules/tsyncio", version), ...installed("dep", "1.0.0") },
      /^warning: There are 2 copies of tsyncio: .*npm dedupe/,
    ],
    "two copies of two versions": [
      { ...installed("@a/dep/node_modules/tsyncio", "0.0.1"), ...installed("@a/dep", "1.0.0") },
      /^error: There are 2 copies of tsyncio: .*0\.0\.1 in /,
    ],
    "a script that calls tsc": [
      scripts({ build: "tsc -p ." }),
      /^error: The script "build" calls tsc, .* Call tspc/,
    ],
    "noEmit beside the plugin": [
      config({ noEmit: true }),
      /^warning: tsconfig\.json names the plugin, and sets noEmit/,
    ],
    "a bundler that does not know of us": [
      { "vite.config.ts": "export default {};\n" },
      /^warning: vite\.config\.ts does not name tsyncio\/vite: what it builds stays native/,
    ],
    "an option that does not exist": [
      config({ plugins: [plugin({ mod: 1 })] }),
      /^error: TSYNC1000: unknown option "mod" .*; in the entry of tsyncio\/tsc in .*tsconfig\.json$/,
    ],
    "a target without generators": [
      config({ target: "es5", ignoreDeprecations: "6.0" }),
      /^error: The target has no generators\. Set/,
    ],
    "a plugin before ours": [
      config({ plugins: [{ transform: "other" }, plugin()] }),
      /^warning: Another plugin comes before tsyncio\/tsc\. Put ours first/,
    ],
    "a form that is refused": [
      { "src/refused.ts": "export async function f() {\n  const yield = await 1;\n}\n" },
      /^error: src\/refused\.ts:2: TSYNC1003: /,
    ],
    "nothing compiled, against expectation": [
      config({ plugins: [plugin({ include: "lib/**" })] }),
      /^error: No file is compiled\. Look at include/,
    ],
  };

  test.each(Object.entries(cases))("%s", (_what, [files, expected]) => {
    const found = faults(project(files));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  test("a tsconfig.json that cannot be read", () => {
    expect(faults(project({ "tsconfig.json": '{ "compilerOptions": { "target": "es1" } }' }))).toEqual([
      expect.stringMatching(/^error: TSYNC3004: .*tsconfig\.json:1:34: /),
    ]);
  });

  test("output of an incremental build that is older than the options", () => {
    const made = project({ ...config({ incremental: true }), "out/tsconfig.tsbuildinfo": "{}" });
    utimesSync(made.path("out/tsconfig.tsbuildinfo"), 1, 1);
    expect(faults(made)).toEqual([
      expect.stringMatching(/^warning: tsconfig\.json is newer than .*tsbuildinfo/),
    ]);
  });

  test("no ts-patch, no host, and options that Node cannot strip", () => {
    const made = project({ ...config({ plugins: [] }), ...scripts({ start: "node main.js" }) });
    expect(faults(made)).toEqual([expect.stringMatching(/^error: Nothing compiles this project/)]);
    made.write(scripts({ start: "node --import tsyncio/register src/main.ts" }));
    expect(faults(made)).toEqual([
      expect.stringMatching(/^warning: Node strips types, and verbatimModuleSyntax is off: /),
      expect.stringMatching(/^warning: Node strips types, and erasableSyntaxOnly is off: /),
    ]);
  });
});

describe("hosts are seen", () => {
  test.each([
    ["vite.config.ts", 'import tsyncio from "tsyncio/vite";', "vite.config.ts uses tsyncio/vite"],
    ["webpack.config.cjs", 'use: "tsyncio/loader"', "webpack.config.cjs uses tsyncio/loader"],
    ["jest.config.js", 'transform: { ts: "tsyncio/jest" }', "jest.config.js uses tsyncio/jest"],
    ["jest.config.mjs", 'preset: "tsyncio/testing/jest"', "jest.config.mjs uses tsyncio/testing/jest"],
    [
      "vitest.config.ts",
      'import tsyncio from "tsyncio/testing/vitest";',
      "vitest.config.ts uses tsyncio/testing/vitest",
    ],
    ["bunfig.toml", 'preload = ["tsyncio/bun"]', "bunfig.toml uses tsyncio/bun"],
  ])("in %s", (name, text, message) => {
    const { findings } = diagnose(project({ [name]: text }).root, version);
    expect(findings).toContainEqual({ part: "hosts", status: "ok", message });
  });

  test("in the scripts of package.json, where tsc after tsyncio compile is right", () => {
    const made = project(
      scripts({ build: "tsyncio compile -p . -o build && tsc -p build", start: "tsyncio run a.ts" }),
    );
    const messages = diagnose(made.root, version).findings.map(({ message }) => message);
    expect(messages).toContain("package.json calls tsyncio compile");
    expect(messages).toContain("package.json calls tsyncio run");
    expect(messages.join()).not.toContain("calls tsc");
  });
});

describe("files", () => {
  const made = project({
    ...config(
      { allowJs: true, plugins: [plugin({ include: "src/**", exclude: "**/*.test.ts" })] },
      { include: ["src", "scripts"] },
    ),
    "src/plain.ts": "export const asyncLike = 1;\n",
    "src/words.ts": 'export const text = "async, use native";\n',
    "src/types.d.ts": "declare const a: number;\n",
    "src/native.ts": `"use native";\n${source}`,
    "src/inner.ts": 'export async function f() {\n  "use native";\n  await 1;\n}\n',
    "src/a.test.ts": source,
    "scripts/tool.js": "export const f = async () => 1;\n",
  });
  const reasons = (diagnosis: Diagnosis) =>
    Object.fromEntries(
      diagnosis.files.map(({ file, compiled, reason }) => [
        file.slice(made.root.length + 1),
        compiled || reason,
      ]),
    );

  test("are compiled, or left out for a reason", () => {
    expect(reasons(diagnose(made.root, version))).toEqual({
      "src/main.ts": true,
      "src/plain.ts": "no async function",
      "src/words.ts": "no async function",
      "src/types.d.ts": "declaration file",
      "src/native.ts": '"use native" at the top',
      "src/inner.ts": '"use native" in each async function',
      "src/a.test.ts": "matches exclude",
      "scripts/tool.js": "does not match include",
    });
  });

  test("in mode directive are those without one", () => {
    const directive = project({
      ...config({ plugins: [plugin({ mode: "directive" })] }),
      "src/on.ts": `"use coroutine";\n${source}`,
    });
    expect(diagnose(directive.root, version).files.map(({ compiled, reason }) => compiled || reason)).toEqual(
      ['no "use coroutine", in mode "directive"', true],
    );
  });

  test("of a project without tsconfig.json are those below its folder", () => {
    const bare = new Project({
      "src/a.js": "export const f = async () => 1;\n",
      "dist/old.js": "",
      ".cache/a.js": "",
    });
    projects.push(bare);
    expect(diagnose(bare.root, version).files.map(({ file }) => file.slice(bare.root.length + 1))).toEqual([
      "src/a.js",
    ]);
  });
});

describe("the command", () => {
  test("prints what is well and what is not, and exits with 0 where there is no error", async () => {
    const made = project({
      "src/plain.ts": "export const a = 1;\n",
      "src/native.ts": `"use native";\n${source}`,
    });
    expect(await tsyncio(made, "doctor")).toEqual({
      code: 0,
      stderr: "",
      stdout: `Versions
  ✓ Node ${process.versions.node}
  ✓ TypeScript 6.0.3
  ✓ ts-patch 4.0.1
  ✓ tsyncio ${version}

Hosts
  ✓ package.json calls tspc
  ✓ tsconfig.json names the plugin tsyncio/tsc, for tspc

Files
  1 compiled
  1 left out: "use native" at the top
      src/native.ts
  1 left out: no async function

0 errors, 0 warnings
`,
    });
  });

  test("exits with 1 where there is an error, and prints JSON", async () => {
    const made = project(scripts({ build: "tsc" }));
    const { code, stdout } = await tsyncio(project(), "doctor", made.root, "--format", "json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(diagnose(made.root, version))));
  });

  test("names every file with --all", async () => {
    const { stdout } = await tsyncio(project({ "src/plain.ts": "" }), "doctor", "--all");
    expect(stdout).toContain(
      "  1 compiled\n      src/main.ts\n  1 left out: no async function\n      src/plain.ts\n",
    );
  });

  test("refuses a folder that is not there", async () => {
    expect(await tsyncio(project(), "doctor", "none")).toEqual({
      code: 1,
      stdout: "",
      stderr: "error TSYNC3003: There is no folder none.\n",
    });
  });
});
