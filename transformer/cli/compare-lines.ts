/**
 * The versions of a file line by line, and which pieces of a line are new in it. What draws them, in a terminal
 * or as a page, is elsewhere.
 */
import { diffWordsWithSpace } from "diff";
import type { Comparison, Version } from "./compare-versions.ts";

/** A piece of a line; `changed` where the rewrite took it away or put it there. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/** One line of one version; no pieces past its end. */
export type Line = readonly Piece[];

/** The lines of each version. Ours keeps every line where the source has it, so that the two are compared. */
export function linesOf({ versions }: Comparison): ReadonlyMap<Version["name"], readonly Line[]> {
  const [source = [], ours = []] = ["source", "tsyncio"].map((name) => split(versions, name));
  const pairs = source.map((line, index) => changes(line, ours[index] ?? ""));
  const plain = (name: string) => split(versions, name).map((text) => [{ text, changed: false }]);
  return new Map([
    ["source", pairs.map(({ before }) => before)],
    ["tsyncio", pairs.map(({ after }) => after)],
    ["es2022", plain("es2022")],
    ["es2015", plain("es2015")],
  ]);
}

function split(versions: readonly Version[], name: string): string[] {
  const { code = "" } = versions.find((version) => version.name === name) ?? {};
  return code.replace(/\r?\n$/, "").split(/\r?\n/);
}

function changes(from: string, to: string): { before: Line; after: Line } {
  if (from === to) return { before: [{ text: from, changed: false }], after: [{ text: to, changed: false }] };
  const parts = diffWordsWithSpace(from, to);
  const side = (other: "added" | "removed", own: "added" | "removed"): Line =>
    parts.filter((part) => !part[other]).map((part) => ({ text: part.value, changed: Boolean(part[own]) }));
  return { before: side("added", "removed"), after: side("removed", "added") };
}
