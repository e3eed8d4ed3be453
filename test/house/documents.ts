/**
 * The documents of the repository: their links lead somewhere, and the index of the decisions lists each page.
 * The examples in them are run by examples.ts.
 */
import { posix } from "node:path";
import type { Fault } from "./sources.ts";

/** A document, with its path written from the root of the repository, with slashes. */
export interface Document {
  readonly path: string;
  readonly text: string;
}

/** Links to files that do not exist, and to headings that a document does not have. */
export function brokenLinks(documents: readonly Document[], exists: (path: string) => boolean): Fault[] {
  const anchors = new Map(documents.map(({ path, text }) => [path, anchorsOf(text)]));
  return documents.flatMap(({ path, text }) =>
    linksOf(text).flatMap((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : posix.join(posix.dirname(path), file);
      if (!exists(target)) return [`${path}: links to ${link}, where there is no file`];
      const isHeading = anchor === undefined || (anchors.get(target)?.has(anchor) ?? true);
      return isHeading ? [] : [`${path}: links to ${link}, where there is no such heading`];
    }),
  );
}

/** What stands in a fence is code, and may look like a link. */
function withoutFences(text: string): string {
  return text.replace(/^ *```[\s\S]*?^ *```/gm, "");
}

function linksOf(text: string): string[] {
  const found = withoutFences(text).matchAll(/\]\((?!\w+:)([^)\s]+)\)/g);
  return [...found].map(([, link]) => link as string);
}

/** The anchors that GitHub gives to the headings of a document. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = withoutFences(text).matchAll(/^#+ (.+)$/gm);
  return new Set([...headings].map(([, heading = ""]) => anchorOf(heading)));
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

/** Pages of decisions that the index does not list by their number, title and file. */
export function unlistedDecisions(index: string, pages: readonly Document[]): Fault[] {
  return pages.flatMap(({ path, text }) => {
    const [, number, title] = /^# (\d{4})\. (.+)$/m.exec(text) ?? [];
    const row = `| [${number}](${posix.basename(path)}) | ${title} |`;
    return index.includes(row) ? [] : [`${path} is not in the index of its folder: ${row}`];
  });
}
