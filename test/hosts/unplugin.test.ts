/**
 * The plugins in the bundlers that are at hand without an installation of their own: Vite, Rolldown, esbuild.
 * All the others build the example under test/hosts/tools. Needs `npm run build`.
 */
import { readFileSync } from "node:fs";
import { type BuildOptions, type Plugin as EsbuildPlugin, build as esbuild } from "esbuild";
import { type Plugin as RolldownPlugin, rolldown } from "rolldown";
import forEsbuild from "tsyncio/esbuild";
import forRolldown from "tsyncio/rolldown";
import forVite from "tsyncio/vite";
import { createServer, type PluginOption, type ViteDevServer, build as vite } from "vite";
import { afterEach, describe, expect, test } from "vitest";
import { printed, program, programPrints } from "./support/bundle.ts";
import { follow, rightWay } from "./support/maps.ts";
import type { Project } from "./support/project.ts";
import { projects } from "./support/project.ts";
import { refused } from "./support/refused.ts";

const project = projects();

const markers: [name: "src/main.ts" | "src/work.ts", literal: string][] = [
  ["src/main.ts", "a marker in main"],
  ["src/work.ts", "a marker in work"],
];

function expectMapped(made: Project, file: string): void {
  const [output, map] = [made.read(file), made.read(`${file}.map`)];
  for (const [name, literal] of markers) {
    const source = program[name];
    expect(follow({ source, name, literal, output, map })).toEqual(rightWay({ source, name, literal }));
  }
}

/** Counts the calls of the plugin's handler. */
function counted<P>(plugin: P): { plugin: P; ids: string[] } {
  const ids: string[] = [];
  const { transform } = plugin as { transform: { handler(code: string, id: string): unknown } };
  const { handler } = transform;
  transform.handler = function (code, id) {
    ids.push(id.replace(/^.*\//, ""));
    return handler.call(this, code, id);
  };
  return { plugin, ids };
}

describe("Vite", () => {
  const plugins = (): PluginOption => forVite();
  const bundle = (made: Project, options: object = {}, plugin = plugins()) =>
    vite({
      root: made.root,
      configFile: false,
      logLevel: "silent",
      plugins: [plugin],
      build: {
        ssr: true,
        sourcemap: true,
        minify: false,
        outDir: "out",
        rolldownOptions: { input: made.path("src/main.ts") },
        ...options,
      },
    });

  test("builds a program that runs, with a map from end to end", async () => {
    const made = project(program);
    await bundle(made);
    expect(printed(made.path("out/main.js"))).toBe(programPrints);
    expectMapped(made, "out/main.js");
  });

  test("lowers nothing that the plugin has written, for the oldest target that has generators", async () => {
    const made = project(program);
    await bundle(made, { target: "es2015" });
    expect(made.read("out/main.js")).toContain("function* main$()");
    expect(printed(made.path("out/main.js"))).toBe(programPrints);
  });

  test("asks the plugin only for source files that hold the word async", async () => {
    const made = project({
      ...program,
      "src/main.ts": `${program["src/main.ts"]}
import "./plain.ts"; import "./asyncio.ts"; import "./style.css"; import text from "./text.ts?raw"; export { text };
import worker from "./worker.ts?worker"; export { worker };`,
      "src/plain.ts": "console.log;",
      "src/asyncio.ts": "export const asyncio = 1;",
      "src/style.css": "async { color: red }",
      "src/text.ts": "async () => 1",
      "src/worker.ts": "export {}",
    });
    const [, first, second] = forVite();
    const { plugin, ids } = counted(first);
    await bundle(made, {}, [plugin, second]);
    expect(ids.sort()).toEqual(["main.ts", "work.ts"]);
    expect(made.read("out/main.js")).toContain('"async () => 1"');
  });

  test("fails on a refused form, with its code frame, its place and what to do", async () => {
    const made = project({ "src/main.ts": refused.source });
    const failure = await bundle(made).catch((error: unknown) => String(error));
    expect(failure).toContain("src/main.ts:2:");
    expect(failure).toContain(refused.place);
    expect(failure).toContain(refused.frame);
    expect(failure).toContain('put "use native" into the function');
  });

  test("leaves what exclude names native, and rewrites only what include names", async () => {
    const made = project(program);
    await bundle(made, {}, forVite({ include: "src/*.ts", exclude: ["**/work.ts"] }));
    expect(made.read("out/main.js")).toMatch(/var work = async \(/);
    expect(made.read("out/main.js")).toContain("function* main$()");
  });

  test("says which option it does not know, and which there are", () => {
    expect(() => forVite({ includes: "src" } as object)).toThrow(
      'tsyncio: unknown option "includes" (given: "src"); the options are mode, catch, include',
    );
  });

  test("warns when what it makes files import cannot be found", async () => {
    const made = project(program);
    const warnings: string[] = [];
    const onLog = (_level: string, { message }: { message: string }) => warnings.push(message);
    const rolldownOptions = { input: made.path("src/main.ts"), external: ["not-there/compiled"], onLog };
    await bundle(made, { rolldownOptions }, forVite({ runtime: "not-there/compiled" }));
    const about = warnings.filter((text) => text.includes("Install tsyncio in the package"));
    expect(about).toHaveLength(1);
    expect(about[0]).toContain('"not-there/compiled", which cannot be resolved from ');
  });

  describe("in development", () => {
    let server: ViteDevServer | undefined;
    afterEach(() => server?.close());

    const serve = async (made: Project) => {
      server = await createServer({
        root: made.root,
        configFile: false,
        logLevel: "silent",
        plugins: [plugins()],
        server: { middlewareMode: true, ws: false },
        appType: "custom",
        optimizeDeps: { noDiscovery: true },
      });
      return server;
    };

    test.each([
      ["lies among the dependencies", "mine/compiled", [], ["mine/compiled"]],
      ["belongs to a package that is excluded", "mine/compiled", ["mine"], undefined],
      ["is linked from elsewhere", "tsyncio/compiled", ["mine"], undefined],
      ["is a file of the project", "./node_modules/mine/compiled.js", [], undefined],
      ["is not there", "others/compiled", [], undefined],
    ])("a runtime that %s is bundled early only if Vite would bundle it", (_, runtime, exclude, include) => {
      const made = project({
        "node_modules/mine/package.json": { exports: { "./compiled": "./compiled.js" } },
        "node_modules/mine/compiled.js": "",
      });
      const [{ config }] = forVite({ runtime }) as unknown as [{ config(given: object): unknown }];
      const expected = include && { optimizeDeps: { include } };
      expect(config({ root: made.root, optimizeDeps: { exclude } })).toEqual(expected);
    });

    test("serves rewritten files to the browser, with their maps", async () => {
      const made = project(program);
      const dev = await serve(made);
      const result = await dev.transformRequest("/src/work.ts");
      expect(result?.code).toContain("tsyncio.coroutine(function* work(seconds = 60)");
      const [source, name, literal] = [program["src/work.ts"], "work.ts", "a marker in work"];
      const map = JSON.stringify(result?.map);
      expect(follow({ source, name, literal, output: result?.code ?? "", map })).toEqual(
        rightWay({ source, name, literal }),
      );
    });

    test("rewrites a file again when it has changed, on the server too", async () => {
      const made = project({ "src/answer.ts": "export const answer = async () => 1;\n" });
      const dev = await serve(made);
      const load = async () => (await dev.ssrLoadModule("/src/answer.ts")).answer();
      const first = await load();
      expect(await first).toBe(1);
      expect(Object.prototype.toString.call(first)).not.toBe("[object Promise]");
      made.write({ "src/answer.ts": "export const answer = async () => 2;\n" });
      dev.moduleGraph.onFileChange(made.path("src/answer.ts"));
      expect(await load()).toBe(2);
    });

    test("rewrites the file of a worker, whose id has a query", async () => {
      const made = project({ "src/worker.ts": "onmessage = async () => postMessage(await 1);\n" });
      const dev = await serve(made);
      const result = await dev.transformRequest("/src/worker.ts?worker_file&type=module");
      expect(result?.code).toContain("yield 1");
    });
  });
});

describe("Rolldown", () => {
  test("builds a program that runs, with a map from end to end, and calls us for nothing else", async () => {
    const made = project(program);
    const { plugin, ids } = counted(forRolldown());
    const typed: RolldownPlugin = plugin;
    const bundle = await rolldown({ input: made.path("src/main.ts"), platform: "node", plugins: [typed] });
    await bundle.write({ file: made.path("out/main.js"), sourcemap: true });
    await bundle.close();
    expect(printed(made.path("out/main.js"))).toBe(programPrints);
    expectMapped(made, "out/main.js");
    expect(ids.sort()).toEqual(["main.ts", "work.ts"]);
  });
});

describe("esbuild", () => {
  const bundle = (made: Project, options: BuildOptions = {}) => {
    const plugin: EsbuildPlugin = forEsbuild();
    return esbuild({
      absWorkingDir: made.root,
      entryPoints: [made.path("src/main.ts")],
      bundle: true,
      platform: "node",
      format: "esm",
      sourcemap: true,
      logLevel: "silent",
      outdir: made.path("out"),
      plugins: [plugin],
      ...options,
    });
  };

  test("builds a program that runs, with a map from end to end", async () => {
    const made = project(program);
    await bundle(made);
    expect(printed(made.path("out/main.js"))).toBe(programPrints);
    expectMapped(made, "out/main.js");
    const { sources, sourcesContent } = JSON.parse(made.read("out/main.js.map"));
    const at = sources.findIndex((source: string) => source.endsWith("src/work.ts"));
    expect(sourcesContent[at]).toBe(program["src/work.ts"]);
  });

  test("keeps the loader that the user set for an ending", async () => {
    const made = project({ "src/main.js": "export const f = async () => <div>{await 1}</div>;\n" });
    await bundle(made, {
      entryPoints: [made.path("src/main.js")],
      loader: { ".js": "jsx" },
      jsx: "preserve",
    });
    expect(readFileSync(made.path("out/main.js"), "utf8")).toContain("yield 1");
  });

  test("fails on a refused form, at its place in the source", async () => {
    const made = project({ "src/main.ts": refused.source });
    const failure = await bundle(made).catch((error) => error);
    const { location, text } = failure.errors[0];
    expect(location).toMatchObject({ line: refused.line, column: refused.column });
    expect(text).toContain(refused.place);
  });
});
