/** Every bundler builds the example with the configuration that docs/hosts.md shows; what it built runs the same. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  command,
  documented,
  expected,
  expectMapped,
  expectSameOutput,
  tools,
  Workspace,
} from "./workspace.ts";

/** For tools without a command line of their own here: a script that hands them their configuration. */
const compiler = (tool: string, config: string) => `
import { promisify } from "node:util";
import bundler from "${tool}";
import config from "./${config}";
const stats = await promisify(bundler)(config);
if (stats.hasErrors() || stats.hasWarnings()) {
  console.error(stats.toString({ colors: false }));
  process.exit(1);
}
`;

interface Bundler {
  readonly name: string;
  readonly config: string;
  /** Other files of the project, and what is run. */
  readonly files?: Record<string, string>;
  readonly build: (made: Workspace) => Promise<unknown>;
  readonly output: string;
  /** Farm maps statements to lines, whatever columns it is given. */
  readonly byLine?: boolean;
}

const bundlers: Bundler[] = [
  {
    name: "Vite",
    config: "vite.config.js",
    build: (made) => made.mustRun(command("vite"), "build"),
    output: "dist/main.js",
  },
  {
    name: "Rollup",
    config: "rollup.config.js",
    build: (made) => made.mustRun(command("rollup"), "-c"),
    output: "dist/main.js",
  },
  {
    name: "Rolldown",
    config: "rolldown.config.js",
    build: (made) => made.mustRun(command("rolldown"), "-c"),
    output: "dist/main.js",
  },
  {
    name: "webpack",
    config: "webpack.config.js",
    files: {
      "tsconfig.json":
        '{ "compilerOptions": { "target": "es2022", "module": "esnext", "sourceMap": true, "allowJs": true, "allowImportingTsExtensions": true, "noEmit": true } }',
    },
    build: (made) => made.mustRun(command("webpack-cli")),
    output: "dist/main.js",
  },
  {
    name: "Rspack",
    config: "rspack.config.js",
    files: { "build.js": compiler("@rspack/core", "rspack.config.js") },
    build: (made) => made.mustRun(process.execPath, "build.js"),
    output: "dist/main.js",
  },
  {
    name: "Loader",
    config: "webpack.config.js",
    files: { "build.js": compiler("webpack", "webpack.config.js") },
    build: (made) => made.mustRun(process.execPath, "build.js"),
    output: "dist/main.js",
  },
  {
    name: "esbuild",
    config: "build.js",
    build: (made) => made.mustRun(process.execPath, "build.js"),
    output: "dist/main.js",
  },
  {
    name: "Farm",
    config: "farm.config.js",
    files: {
      "build.js":
        'import { build } from "@farmfe/core"; await build({ configPath: import.meta.dirname + "/farm.config.js" });',
    },
    build: (made) => made.mustRun(process.execPath, "build.js"),
    output: "dist/main.js",
    byLine: true,
  },
];

describe.each(bundlers)("$name", ({ name, config, files, build, output, byLine }) => {
  test("builds the example, which runs as everywhere, with a map that leads there and back", async () => {
    const made = new Workspace(name.toLowerCase(), { [config]: documented(name, config), ...files });
    await build(made);
    await expectSameOutput(made, output);
    expectMapped(made, () => output, { byLine: byLine ?? false });
    expect(made.read(output)).toMatch(/function\* ?main\$/);
  });

  test.each([
    ["of an async function", "const double = async (n: number): Promise<number> => 2 * n;"],
    ["of a method", "const { double } = new (class { async double(n: number) { return 2 * n; } })();"],
    [
      "written by hand",
      'import { coroutine } from "tsyncio"; const double = coroutine(function* (n: number) { return 2 * n; });',
    ],
  ])("keeps the event loop where only native code awaits a coroutine %s", async (form, source) => {
    const main = `${source}\ndouble(21).then(console.log);\n`;
    const folder = `${name.toLowerCase()}-${form.replaceAll(" ", "-")}`;
    const made = new Workspace(folder, {
      [config]: documented(name, config),
      ...files,
      "src/main.ts": main,
    });
    await build(made);
    expect(await made.node(output)).toEqual({ code: 0, stdout: "42\n", stderr: "" });
  });
});

describe("Bun", () => {
  const bun = join(tools, "node_modules/@oven/bun-linux-x64/bin/bun");

  test("is there, as the other tools are", () => expect(existsSync(bun)).toBe(true));

  test("builds the example, which runs as everywhere, with a map that leads there and back", async () => {
    const made = new Workspace("bun", { "bundle.ts": documented("Bun", "bundle.ts") });
    await made.mustRun(bun, "bundle.ts");
    await expectSameOutput(made, "dist/main.js");
    expectMapped(made, () => "dist/main.js");
    expect(await made.run(bun, "dist/main.js")).toEqual({ code: 0, stdout: expected, stderr: "" });
  });

  test("runs the example without building it", async () => {
    const made = new Workspace("bun-preload", { "preload.ts": documented("Bun", "preload.ts") });
    const ended = await made.run(bun, "--preload", "./preload.ts", "src/main.ts");
    expect(ended).toEqual({ code: 0, stdout: expected, stderr: "" });
  });
});
