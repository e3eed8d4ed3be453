/**
 * The list of differences in docs/test262.md: reading it, comparing it with a run, and writing it anew. The reasons
 * are a person's judgement, and there are only so many; no reason is ever invented here.
 */
import type { Outcome } from "./execute.ts";

/** The headings under which a difference may be listed. Whatever has another reason is a fault of ours. */
export const reasons: readonly string[] = [
  "Lazy start",
  "Eager parameters",
  "One await",
  "One pull at a time",
  "A plain value takes no turn",
  "Coroutines are generators",
];

/** Where a difference that nobody has judged yet is put. */
const unjudged = "Not judged yet";

/** The listed paths, each with the heading it stands under. */
export function readList(text: string): Map<string, string> {
  const listed = new Map<string, string>();
  let heading = "";
  for (const line of text.split("\n")) {
    heading = /^## (.*)$/.exec(line)?.[1] ?? heading;
    const path = /^- `([^`]+)`/.exec(line)?.[1];
    if (path !== undefined) listed.set(path, heading);
  }
  return listed;
}

/** The failures of a run: cases that pass natively, and not with us. */
export function failuresOf(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter((one) => one.native === undefined && one.ours !== undefined);
}

/** What does not agree between the list and a run; of a part of the tests, what is missing says nothing. */
export function compareWithList(
  listed: ReadonlyMap<string, string>,
  outcomes: readonly Outcome[],
  isWhole: boolean,
): string[] {
  const failures = new Map(failuresOf(outcomes).map((one) => [one.path, one]));
  const ran = new Set(outcomes.map(({ path }) => path));
  const unlisted = [...failures.values()].filter(({ path }) => !listed.has(path));
  const stale = [...listed.keys()].filter((path) => !failures.has(path) && (isWhole || ran.has(path)));
  const unexplained = [...listed].filter(([, heading]) => !reasons.includes(heading));
  return [
    ...unlisted.map(({ path, ours }) => `not listed: ${path}: ${ours}`),
    ...stale.map((path) => `listed, and no difference any more: ${path}`),
    ...unexplained.map(([path, heading]) => `no reason for a difference: "${heading}" of ${path}`),
  ];
}

/** The document with the list brought up to a whole run; what is new stands under a heading that makes runs fail. */
export function writeList(text: string, outcomes: readonly Outcome[]): string {
  const failures = new Map(failuresOf(outcomes).map((one) => [one.path, one]));
  const listed = readList(text);
  const kept = text.split("\n").filter((line) => {
    const path = /^- `([^`]+)`/.exec(line)?.[1];
    return path === undefined || failures.has(path);
  });
  const fresh = [...failures.values()].filter(({ path }) => !listed.has(path));
  if (fresh.length === 0) return kept.join("\n");
  if (!text.includes(`## ${unjudged}`)) kept.push(`## ${unjudged}`, "");
  return [
    ...kept.join("\n").trimEnd().split("\n"),
    ...fresh.map(({ path, ours }) => `- \`${path}\`: ${ours}`),
    "",
  ].join("\n");
}
