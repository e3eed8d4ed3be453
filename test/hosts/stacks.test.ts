/** The stack of an error reads the same however the program was compiled and run. */
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { type Project, projects, strictOnNode } from "./support/project.ts";

const make = projects();

const source = `
import { createTask, run, sleep } from "tsyncio";

class Store {
  async read(): Promise<string> {
    await sleep(0.001);
    return this.parse("{");
  }
  parse(text: string): string {
    return JSON.parse(text);
  }
}
const load = async () => {
  const text = await new Store().read();
  return text.length;
};
async function main(): Promise<void> {
  try {
    await createTask(load());
  } catch (error) {
    console.log((error as Error).stack?.replace(/^.*\\n/, ""));
  }
}
await run(main());
`.trimStart();

const awaiting = ["at async load", "at async main"];

/** The lines of what was printed, with names of files alone. */
function comparable(printed: string): string[] {
  return printed
    .trim()
    .split("\n")
    .map((line) => line.trim().replace(/\(.*\/([^/]+)\)$/, "($1)"));
}

const thrown = [
  "at JSON.parse (<anonymous>)",
  "at Store.parse (main.ts:9:17)",
  "at Store.read (main.ts:6:17)",
];

describe("the stack of an error that nothing but coroutines await", () => {
  test("as Node runs the text", async () => {
    const project = make({ "package.json": { type: "module" }, "main.ts": source });
    const flags = ["--enable-source-maps", "--import", "tsyncio/register"];
    const { stdout, stderr } = await project.node(...flags, "main.ts");
    expect([...comparable(stdout), stderr]).toEqual([...thrown, ...awaiting, ""]);
  });

  test("has the places of the awaits with the option debug", async () => {
    const settings = { type: "module", tsyncio: { debug: true } };
    const project = make({ "package.json": settings, "main.ts": source });
    const flags = ["--enable-source-maps", "--import", "tsyncio/register"];
    const { stdout } = await project.node(...flags, "main.ts");
    const placed = ["at async load (main.ts:13:16)", "at async main (main.ts:18:5)"];
    expect(comparable(stdout)).toEqual([...thrown, ...placed]);
  });

  test("as tspc emits the tree", async () => {
    const project = make({
      "tsconfig.json": {
        compilerOptions: strictOnNode,
        files: ["main.ts"],
      },
      "main.ts": source,
    });
    expect(await project.tspc()).toMatchObject({ code: 0, stdout: "" });
    const { stdout } = await project.node("--enable-source-maps", "out/main.js");
    expect(comparable(stdout)).toEqual([...thrown, ...awaiting]);
  });

  test("where a development server has bundled the package", async () => {
    const project = make({ "package.json": { type: "module" }, "main.ts": source });
    const folder = "node_modules/.vite/deps/";
    await bundle(project, { "tsyncio-dep": "tsyncio", "compiled-dep": "tsyncio/compiled" }, folder);
    const compiled = await compile(project);
    project.write({
      "main.js": compiled
        .replaceAll('"tsyncio"', `"./${folder}tsyncio-dep.js"`)
        .replaceAll('"tsyncio/compiled"', `"./${folder}compiled-dep.js"`),
    });
    const { stdout } = await project.node("main.js");
    const names = comparable(stdout).map((line) => line.replace(/ \(main.*/, ""));
    expect(names).toEqual(["at JSON.parse (<anonymous>)", "at Store.parse", "at Store.read", ...awaiting]);
  });

  test("in one file, where the lines of the loop cannot be told from others", async () => {
    const project = make({ "package.json": { type: "module" }, "main.ts": source });
    project.write({ "src.js": await compile(project) });
    await bundle(project, { main: project.path("src.js") }, "out/");
    const lines = comparable((await project.node("out/main.js")).stdout);
    expect(lines.slice(-2)).toEqual(awaiting);
    expect(lines.length).toBeGreaterThan(5);
  });

  test("in one file that was published, which keeps its own lines all the same", async () => {
    const project = make({ "package.json": { type: "module" }, "main.ts": source });
    project.write({ "src.js": await compile(project) });
    const folder = "node_modules/program/dist/";
    await bundle(project, { main: project.path("src.js") }, folder);
    await bundle(project, { main: project.path("src.js") }, "out/");
    const published = await project.node(`${folder}main.js`);
    const own = await project.node("out/main.js");
    expect(comparable(published.stdout)).toEqual(comparable(own.stdout));
  });
});

/** What the text route makes of the program, without types. */
async function compile(project: Project): Promise<string> {
  const { transform } = await import("tsyncio/transform");
  const { code } = transform(source, { filename: project.path("main.ts") });
  const { transform: stripTypes } = await import("esbuild");
  return (await stripTypes(code, { loader: "ts", format: "esm", keepNames: true })).code;
}

async function bundle(project: Project, entryPoints: Record<string, string>, folder: string): Promise<void> {
  await build({
    entryPoints,
    outdir: project.path(folder),
    absWorkingDir: project.root,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    // esbuild calls a function expression `load2` where there is a variable `load`.
    keepNames: true,
    logLevel: "error",
  });
}
