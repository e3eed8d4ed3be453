/** `tsyncio compare`: what it shows, in each format, at each width. Needs `npm run build`. */
import { gzipSync } from "node:zlib";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../transformer/cli/compare-html.ts";
import { linesOf } from "../../transformer/cli/compare-lines.ts";
import { renderText } from "../../transformer/cli/compare-text.ts";
import { type Comparison, compareVersions } from "../../transformer/cli/compare-versions.ts";
import { transform } from "../../transformer/index.ts";
import { type Outcome, Project } from "../hosts/support/project.ts";
import { tsyncio } from "./support/cli.ts";

const source = `import { sleep } from "tsyncio";

export async function greet(name: string): Promise<string> {
  await sleep(1);
  return "<" + name;
}
`;
const project = new Project({
  "main.ts": source,
  "refused.ts": "export async function f() {\n  const yield = await 1;\n}\n",
  "style.css": "",
});
afterAll(() => project.remove());

const comparison = compareVersions("main.ts", source, {});
const version = (name: string) => comparison.versions.find((one) => one.name === name);

describe("the versions", () => {
  test("are the source, ours, and what TypeScript emits with native and with lowered functions", () => {
    expect(version("source")?.code).toBe(source);
    expect(version("tsyncio")?.code).toBe(transform(source, { filename: "main.ts" }).code);
    const emit = (target: ts.ScriptTarget) =>
      ts.transpileModule(source, { compilerOptions: { target, module: 200 } });
    expect(version("es2022")?.code).toBe(emit(ts.ScriptTarget.ES2022).outputText);
    expect(version("es2015")?.code).toBe(emit(ts.ScriptTarget.ES2015).outputText);
    expect(version("es2015")?.code).toContain("var __awaiter =");
  });

  test("have the sizes of what runs", () => {
    const { javascript } = version("tsyncio") ?? {};
    expect(javascript?.code).toContain("function* greet$(name) {");
    expect(javascript).toMatchObject({
      bytes: Buffer.byteLength(javascript?.code ?? ""),
      gzip: gzipSync(javascript?.code ?? "").length,
    });
  });

  test("are compared line by line: what was taken away, and what is new", () => {
    const lines = linesOf(comparison);
    const changed = (name: "source" | "tsyncio") =>
      lines.get(name)?.map((line) => line.filter((piece) => piece.changed).map(({ text }) => text));
    expect(changed("source")?.[3]).toEqual(["await"]);
    expect(changed("tsyncio")?.[3]).toEqual(["yield"]);
    expect(changed("tsyncio")?.[4]).toEqual([]);
    expect(lines.get("tsyncio")?.length).toBe(lines.get("source")?.length);
  });
});

describe("as text", () => {
  test.each([
    [200, 1],
    [100, 2],
    [60, 4],
  ])("a terminal of %i columns shows them in %i rows, and no line is wider", (width, rows) => {
    const text = renderText(comparison, width, false);
    expect(text.match(/^┌/gm)).toHaveLength(rows + 1);
    const [panels = ""] = text.split("as JavaScript");
    for (const line of panels.split("\n").slice(0, -2)) expect(line.length).toBeLessThanOrEqual(width);
  });

  test("indentation stays, and what does not fit goes on in the next row", () => {
    const wide = { ...comparison, versions: [longLine("source"), longLine("tsyncio")] };
    const text = renderText(wide, 90, false);
    expect(text).toMatch(/│ {3}x{10}/);
    expect(text.match(/x/g)).toHaveLength(2 * 100);
  });

  function longLine(name: "source" | "tsyncio"): Comparison["versions"][number] {
    const sized = { code: `  ${"x".repeat(100)}\n`, bytes: 103, gzip: 30 };
    return { name, title: name, ...sized, javascript: sized };
  }

  test("colours mark what changed where there are colours, and the words stay the same", () => {
    const colored = renderText(comparison, 200, true);
    expect(colored).toContain("\x1b[31mawait\x1b[39m");
    expect(colored).toContain("\x1b[32myield\x1b[39m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours
    expect(colored.replace(/\x1b\[\d+m/g, "")).toBe(renderText(comparison, 200, false));
  });
});

test("as a page it is one file that needs no other, with every character of the code escaped", () => {
  const page = renderHtml(comparison);
  expect(page).toMatch(/^<!doctype html>/);
  expect(page).not.toMatch(/<(script|link|img)|https?:|url\(/);
  expect(page).toContain("<del>await</del>");
  expect(page).toContain("<ins>yield</ins>");
  expect(page).toContain("&#34;&#60;&#34; + name");
  expect(page.match(/<section>/g)).toHaveLength(4);
});

describe("the command", () => {
  let json: Outcome;
  beforeAll(async () => {
    json = await tsyncio(project, "compare", "main.ts", "--format", "json");
  });

  test("prints the same as JSON", () => {
    expect(json).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(JSON.stringify(comparison)));
  });

  test("prints plain text where there is no terminal, as wide as asked", async () => {
    const { code, stdout } = await tsyncio(project, "compare", "main.ts", "--width", "100");
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${renderText(comparison, 100, false)}\n` });
  });

  test("takes the options of the rewrite", async () => {
    const { stdout } = await tsyncio(
      project,
      "compare",
      "main.ts",
      "--format",
      "html",
      "--mode",
      "directive",
    );
    expect(stdout).not.toContain("<del>");
  });

  test("shows what is refused, and then fails", async () => {
    const { code, stdout, stderr } = await tsyncio(project, "compare", "refused.ts");
    expect(code).toBe(1);
    expect(stderr).toContain("refused.ts:2:9 - error TSYNC1003: ");
    expect(stdout).toContain("tsc ES2022");
  });

  test.each([
    ["none.ts", "TSYNC3003: There is no file none.ts."],
    ["style.css", "TSYNC3009: style.css is never rewritten: "],
  ])("refuses %s", async (file, sentence) => {
    const { code, stdout, stderr } = await tsyncio(project, "compare", file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(`error ${sentence}`);
  });

  test("does not take a width in which nothing fits", async () => {
    const { code, stderr } = await tsyncio(project, "compare", "main.ts", "--width", "7");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        "error TSYNC3002: Option '--width <columns>' argument '7' is invalid. It must be a whole number from 20.\n",
    });
  });
});
