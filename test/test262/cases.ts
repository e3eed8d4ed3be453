/**
 * Which files of test262 are run, and what their front matter says of how. Nothing here runs one.
 *
 * A file belongs to the first group that takes its path. Groups are the folders about async functions, and from
 * folders about more than that the files that are about async members, by test262's own way of naming them.
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a test asks of whoever runs it: test262's INTERPRETING.md says what each means. */
export interface FrontMatter {
  readonly flags: readonly string[];
  readonly includes: readonly string[];
  readonly negative: { readonly phase: string; readonly type: string } | undefined;
}

/** One test file. */
export interface Case extends FrontMatter {
  /** From the folder `test/`, with slashes. */
  readonly path: string;
  readonly group: string;
  readonly source: string;
}

/** The groups in the order of the report, each with the paths it takes. */
const groups: readonly (readonly [name: string, paths: RegExp, beyond?: "beyond"])[] = [
  ["async functions", /^language\/(expressions|statements)\/async-function\//],
  ["async arrows", /^language\/expressions\/async-arrow-function\//],
  ["await", /^language\/expressions\/await\//],
  ["for await", /^language\/statements\/for-await-of\//],
  ["await using", /^language\/statements\/await-using\//],
  [
    "async methods of classes",
    /^language\/(expressions|statements)\/class\/(?!.*async-(private-)?gen)(.*\/)?[^/]*async/,
  ],
  ["async methods of objects", /^language\/expressions\/object\/(?!.*async-gen)(.*\/)?[^/]*async/],
  ["async generators", /^language\/(expressions|statements)\/async-generator\//],
  ["async generator methods of classes", /^language\/(expressions|statements)\/class\/(.*\/)?[^/]*async/],
  ["async generator methods of objects", /^language\/expressions\/object\/(.*\/)?[^/]*async/],
  ["async code elsewhere", /^language\/(?!.*(top-level-await|import-defer))(.*\/)?[^/]*async/, "beyond"],
  ["AsyncGenerator.prototype", /^built-ins\/AsyncGeneratorPrototype\//, "beyond"],
  [
    "iterators made asynchronous",
    /^built-ins\/(AsyncFromSyncIteratorPrototype|Array\/fromAsync)\//,
    "beyond",
  ],
  ["AsyncDisposableStack", /^built-ins\/AsyncDisposableStack\//, "beyond"],
];

/** The folders that are about async functions, async generators and what stands in them only. */
export const groupNames = groups.filter(([, , beyond]) => !beyond).map(([name]) => name);

/** Async code in other folders, and built-in objects that come of it or work on it. */
export const groupsBeyond = groups.filter(([, , beyond]) => beyond).map(([name]) => name);

/** The cases of a checkout whose paths contain `part`, in alphabetical order. */
export function findCases(checkout: string, part = ""): Case[] {
  const root = join(checkout, "test");
  return globSync("{language,built-ins}/**/*.js", { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.includes(part) && !path.includes("_FIXTURE"))
    .sort()
    .flatMap((path) => {
      const group = groups.find(([, paths]) => paths.test(path))?.[0];
      return group === undefined ? [] : [readCase(root, path, group)];
    });
}

function readCase(root: string, path: string, group: string): Case {
  const source = readFileSync(join(root, path), "utf8");
  return { path, group, source, ...frontMatter(source) };
}

/** Reads what is needed of the YAML between the markers, in the two styles that test262 has for lists. */
export function frontMatter(source: string): FrontMatter {
  const yaml = /\/\*---([\s\S]*?)---\*\//.exec(source)?.[1]?.replaceAll(/\r\n?/g, "\n") ?? "";
  const negative = /^negative:\n((?: +.*\n?)+)/m.exec(yaml)?.[1];
  return {
    flags: listOf(yaml, "flags"),
    includes: listOf(yaml, "includes"),
    negative:
      negative === undefined
        ? undefined
        : { phase: wordOf(negative, "phase"), type: wordOf(negative, "type") },
  };
}

function listOf(yaml: string, key: string): string[] {
  const inline = new RegExp(`^${key}: *\\[(.*)\\]`, "m").exec(yaml)?.[1];
  const block = new RegExp(`^${key}: *\n((?: *- .*\n?)+)`, "m").exec(yaml)?.[1];
  const items = inline?.split(",") ?? block?.split("\n") ?? [];
  return items.map((item) => item.replace(/^ *- /, "").trim()).filter((item) => item !== "");
}

function wordOf(yaml: string, key: string): string {
  return new RegExp(`^ *${key}: *(\\w+)`, "m").exec(yaml)?.[1] ?? "";
}

/** How one file is run: most run twice. */
export type Variant = "sloppy" | "strict" | "module" | "raw";

export function variantsOf({ flags }: FrontMatter): Variant[] {
  if (flags.includes("module")) return ["module"];
  if (flags.includes("raw")) return ["raw"];
  if (flags.includes("noStrict")) return ["sloppy"];
  return flags.includes("onlyStrict") ? ["strict"] : ["sloppy", "strict"];
}
