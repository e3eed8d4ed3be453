/**
 * What README.md says beside its examples (those run with all others, in house/examples.test.ts): the output
 * of `tspc` that it shows, the names that it lists, the table of the samples. Needs `npm run build`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publicNames } from "./house/names.ts";
import { root } from "./house/sources.ts";

const readme = readFileSync(join(root, "README.md"), "utf8");

/** The text from one heading to the next. */
function section(title: string): string {
  return readme.split(/^## /m).find((text) => text.startsWith(`${title}\n`)) ?? "";
}

/** The first fenced block of a language in a text. */
function block(text: string, language: string): string {
  return new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "ms").exec(text)?.[1] ?? "";
}

/** Compiles one file in a project set up as the README says, but for the place of the plugin. */
function compile(code: string): string {
  const folder = join(root, "build/readme");
  const tsconfig = JSON.parse(block(section("Set-up"), "json"));
  tsconfig.compilerOptions.plugins[0].transform = "../../dist/transformer/hosts/tsc.js";
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ ...tsconfig, files: ["shown.ts"] }));
  writeFileSync(join(folder, "shown.ts"), code);
  execFileSync(process.execPath, [join(root, "node_modules/ts-patch/bin/tspc.js"), "-p", folder]);
  return readFileSync(join(folder, "shown.js"), "utf8");
}

test("the compiled file shown is what tspc makes of the file above it", () => {
  const shown = section("What the compiler does");
  expect(compile(block(shown, "ts"))).toBe(block(shown, "js"));
});

test("every name listed as being there is exported", () => {
  const listed = [...section("What is there").matchAll(/^\| .*$/gm)]
    .flatMap(([row]) => [...row.matchAll(/`(\w+)`/g)])
    .map(([, name]) => name);
  const exported = ["index.ts", "testing/index.ts"]
    .flatMap((file) => publicNames(`runtime/${file}`))
    .map(({ name }) => name);
  expect(listed.length).toBeGreaterThan(30);
  expect(listed.filter((name) => !exported.includes(name as string))).toEqual([]);
});

test("the table of the samples lists each of them once, in their order", () => {
  const linked = [...section("The samples").matchAll(/\(samples\/([\w-]+\.(?:ts|py))\)/g)].map(
    ([, file]) => file,
  );
  const files = readdirSync(join(root, "samples")).filter((file) => /^\d.*\.(ts|py)$/.test(file));
  expect(linked.sort()).toEqual(files.sort());
});

test("every link to a file of the repository leads to one", () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path]) => path as string);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
