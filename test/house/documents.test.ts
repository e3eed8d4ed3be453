/** The documents lead where they say, and each rule catches a planted fault. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { brokenLinks, type Document, unlistedDecisions } from "./documents.ts";
import { filesUnder, root } from "./sources.ts";

const papers = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "samples/README.md"];
const paths = [...papers.filter((path) => existsSync(join(root, path))), ...filesUnder("docs", ".md")];
const documents = paths.map((path): Document => ({ path, text: readFileSync(join(root, path), "utf8") }));

describe("every link of a document leads to a file or a heading", () => {
  test("in the real tree", () => {
    expect(documents.length).toBeGreaterThan(10);
    expect(brokenLinks(documents, (path) => existsSync(join(root, path)))).toEqual([]);
  });

  const faultsOf = (text: string) =>
    brokenLinks(
      [{ path: "docs/a.md", text: `# First of all: \`a()\`\n${text}` }],
      (path) => path === "docs/a.md",
    );

  test.each([
    "[a](a.md)",
    "[a](#first-of-all-a)",
    "[a](../docs/a.md#first-of-all-a)",
    "[a](https://a.b/c.md)",
    "```\nx[0](b)\n```",
  ])("%j leads somewhere, or is no link", (text) => expect(faultsOf(text)).toEqual([]));

  test.each([
    ["[b](b.md)", "docs/a.md: links to b.md, where there is no file"],
    ["[b](#second)", "docs/a.md: links to #second, where there is no such heading"],
  ])("%j is caught", (text, fault) => expect(faultsOf(text)).toEqual([fault]));
});

describe("the index of the decisions lists each of them", () => {
  const index = readFileSync(join(root, "docs/adr/README.md"), "utf8");
  const pages = documents.filter(({ path }) => /^docs\/adr\/\d/.test(path));

  test("in the real tree", () => {
    expect(pages.length).toBeGreaterThan(5);
    expect(unlistedDecisions(index, pages)).toEqual([]);
  });

  test("a page too many is caught", () => {
    const page = { path: "docs/adr/9999-a-whim.md", text: "# 9999. A whim\n\nStatus: accepted\n" };
    expect(unlistedDecisions(index, [page])).toEqual([
      "docs/adr/9999-a-whim.md is not in the index of its folder: | [9999](9999-a-whim.md) | A whim |",
    ]);
  });
});
