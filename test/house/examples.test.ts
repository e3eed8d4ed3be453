/**
 * Every example of the documentation is typed, compiled by our transform, run by the built runtime on
 * the real host, and prints what it says; planted faults are caught. Needs `npm run build`.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { transform } from "../../transformer/index.ts";
import { type Example, examplesIn, type Names, toProgram, unfencedExamples } from "./examples.ts";
import { publicNames } from "./names.ts";
import { filesUnder, root } from "./sources.ts";

/** Inside the package, so that the examples import it by its name, as its users do. */
const folder = join(root, "build/examples");
const names: Names = new Map([
  ...publicNames("transformer/index.ts").map(({ name }) => [name, "tsyncio/transform"] as const),
  ...publicNames("runtime/testing/index.ts").map(({ name }) => [name, "tsyncio/testing"] as const),
  ...publicNames("runtime/index.ts").map(({ name }) => [name, "tsyncio"] as const),
]);

const documents = [
  ...filesUnder("docs", ".md"),
  ...["README.md", "CONTRIBUTING.md"].filter((path) => existsSync(join(root, path))),
];
/** Of the transformer, what users see: its inner examples speak of things that cannot be imported. */
const visible = ["transformer/index.ts", "transformer/options.ts", "transformer/diagnostics.ts"];
const files = [...filesUnder("runtime", ".ts"), ...visible, ...documents];
const read = (path: string) => readFileSync(join(root, path), "utf8");
const examples = files.flatMap((path) => examplesIn(path, read(path)));

/** Writes, types, compiles and runs a batch of examples; gives the faults of each, by its place. */
function tryAll(batch: readonly Example[]): Map<string, string[]> {
  const stems = new Map(batch.map(({ place }) => [place, place.replace(/[^\w-]+/g, "-")]));
  const faults = new Map(batch.map(({ place }) => [place, [] as string[]]));
  for (const { place, code } of batch)
    faults.get(place)?.push(...compile(join(folder, stems.get(place) ?? ""), code));
  const typeFaults = typeErrors(batch.map(({ place }) => join(folder, `${stems.get(place)}.ts`)));
  const runFaults = runCompiled(
    batch.map(({ place, code }) => ({ file: `${stems.get(place)}.mjs`, lines: checkedLines(code) })),
  );
  for (const [place, stem] of stems) {
    faults
      .get(place)
      ?.push(...(typeFaults.get(`${stem}.ts`) ?? []), ...(runFaults[`${stem}.mjs`] ?? ["did not run"]));
  }
  return faults;
}

function compile(stem: string, code: string): string[] {
  const program = toProgram(code, names);
  writeFileSync(`${stem}.ts`, program);
  const compiled = transform(program, { filename: `${stem}.ts` });
  const script = ts.transpileModule(compiled.code, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  writeFileSync(`${stem}.mjs`, script.outputText);
  return compiled.diagnostics.map((diagnostic) => `transform: ${JSON.stringify(diagnostic)}`);
}

function typeErrors(paths: string[]): Map<string, string[]> {
  const { options } = ts.parseJsonConfigFileContent(JSON.parse(read("tsconfig.json")), ts.sys, root);
  const relaxed = {
    ...options,
    noUnusedLocals: false,
    noUnusedParameters: false,
    isolatedModules: false,
    verbatimModuleSyntax: false,
  };
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram(paths, relaxed));
  const groups = Map.groupBy(diagnostics, ({ file }) => file?.fileName.split("/").at(-1) ?? "");
  return new Map(
    [...groups].map(([file, group]) => [
      file,
      group.map(({ messageText }) => `type: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`),
    ]),
  );
}

function runCompiled(jobs: { file: string; lines: number[] }[]): Record<string, string[]> {
  const runner = join(import.meta.dirname, "run-examples.ts");
  const printed = execFileSync(process.execPath, [runner, JSON.stringify(jobs)], {
    cwd: folder,
    encoding: "utf8",
  });
  return JSON.parse(printed) as Record<string, string[]>;
}

function checkedLines(code: string): number[] {
  return code.split("\n").flatMap((line, index) => (line.includes("// -> ") ? [index + 1] : []));
}

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});

describe("every example of the documentation holds:", () => {
  let faults: Map<string, string[]>;
  beforeAll(() => {
    faults = tryAll(examples);
  });

  test.each(examples.map(({ place }) => place))("%s", (place) => expect(faults.get(place)).toEqual([]));

  test("and none is left out for want of a fence", () => {
    expect(examples.length).toBeGreaterThan(20);
    const sources = files.filter((path) => path.endsWith(".ts"));
    expect(sources.flatMap((path) => unfencedExamples(path, read(path)))).toEqual([]);
  });
});

describe("planted faults are caught:", () => {
  const planted = {
    "a wrong value": ["1 + 1; // -> 3", /line 1 gives 2 instead of 3/],
    "a wrong print": ['console.log("a", await 1); // -> a 2', /line 1 gives a 1 instead of a 2/],
    "a wrong variable": ["const x = await sleep(0, 7); // -> 8", /line 1 gives 7 instead of 8/],
    "a line never reached": [
      "if (Math.random() > 2) {\n  currentTask(); // -> 1\n}",
      /line 2 was never reached/,
    ],
    "an exception": ['throw new Error("rotten");', /Error: rotten/],
    "a type error": [
      "const late: string = sleep(0);",
      /type: Type 'Promise<void>' is not assignable to type 'string'/,
    ],
    "a name that is gone": ["createTusk();", /type: Cannot find name 'createTusk'/],
    "a program that throws": [
      'import { run } from "tsyncio";\nawait run(async () => 1);\nnull!.x;',
      /TypeError/,
    ],
    "a rejection that nobody handles": [
      "void Promise.reject(new Error('lost'));",
      /unhandled rejection: Error: lost/,
    ],
  } as const;
  let faults: Map<string, string[]>;
  beforeAll(() => {
    faults = tryAll(Object.entries(planted).map(([place, [code]]) => ({ place, code })));
  });

  test.each(Object.entries(planted))("%s", (place, [, sentence]) => {
    expect(faults.get(place)?.join("\n")).toMatch(sentence);
  });
});

describe("examples are found", () => {
  const comment =
    "x;\n\n  /**\n   * Adds.\n   * @example\n   * ```ts\n   * if (1) {\n   *   add();\n   * }\n   * ```\n   */";

  test("in JSDoc comments, with their place and indentation", () => {
    expect(examplesIn("a.ts", comment)).toEqual([{ place: "a.ts:7", code: "if (1) {\n  add();\n}\n" }]);
  });

  test("in Markdown, in blocks marked ts only", () => {
    const text = "Text\n```ts\na();\n```\n```js\nb();\n```\n";
    expect(examplesIn("a.md", text)).toEqual([{ place: "a.md:3", code: "a();\n" }]);
  });

  test("and one without a fence is a fault", () => {
    expect(unfencedExamples("a.ts", comment)).toEqual([]);
    expect(unfencedExamples("a.ts", "/**\n * @example add(1)\n */")).toHaveLength(1);
  });

  test("and a check beside nothing that can be checked is a fault", () => {
    expect(() => toProgram("if (x) { // -> 1\n}", names)).toThrow("stands beside no");
  });
});
