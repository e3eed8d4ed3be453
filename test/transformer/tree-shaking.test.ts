/** What nothing uses is dropped by a bundler, whichever way it was compiled; the mark of what is used stays. */
import { join } from "node:path";
import { build } from "vite";
import { describe, expect, test } from "vitest";
import { writePrograms } from "./support/programs.ts";
import { throughText, throughTree } from "./support/routes.ts";

async function bundle(folder: string, code: string, used: string): Promise<string> {
  const entry = `import { ${used} } from "./library.js";\nglobalThis.used = ${used};\n`;
  const root = writePrograms(
    `tree-shaking/${folder}`,
    new Map([
      ["library.js", code],
      ["entry.js", entry],
    ]),
  );
  const result = await build({
    root,
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: { entry: join(root, "entry.js"), formats: ["es"] },
      rollupOptions: { external: ["tsyncio/compiled"] },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !("output" in output)) throw new Error("the bundler gave no output");
  return output.output[0].code;
}

const forms = {
  function: "export async function NAME() { await 'NAME'; }",
  arrow: "export const NAME = async () => { await 'NAME'; };",
  expression: "export const NAME = async function () { await 'NAME'; };",
  object: "export const NAME = { async m() { await 'NAME'; } };",
  "object with super": "export const NAME = { async m() { super.m; await 'NAME'; } };",
  class: "export class NAME { async m() { await 'NAME'; } async #m() {} }",
  "class with static methods":
    "export class NAME { static async m() { await 'NAME'; } static async #m() {} }",
};

const routes = { "through text": throughText, "through the tree": throughTree };

describe.each(Object.entries(routes))("%s:", (_route, route) => {
  test.each(Object.entries(forms))("%s", async (form, source) => {
    const library = ["unused", "used"].map((name) => source.replaceAll("NAME", name)).join("\n");
    const { code } = route({ filename: "library.ts", source: library });
    const bundled = await bundle(`${route.name}-${form.replaceAll(" ", "-")}`, code, "used");
    expect(bundled).toMatch(/(?<!un)used/);
    expect(bundled).not.toContain("unused");
    expect(bundled).toMatch(/\bcoroutine\(|\bobject\(|\bmethods\(/);
  });
});
