/**
 * The form of a file: a comment at its head, functions and files of a size that one can read in one go.
 *
 * The budgets are alarms, not aims: a function is usually under a dozen lines. Only lines that carry code
 * count, so that nobody saves on documentation.
 */
import ts from "typescript";
import { type Fault, faultAt, nodesOf, type Rule, type Source } from "./sources.ts";

export const longestFunction = 60;
export const longestFile = 400;
const shortestHead = 40;

/** Functions that are long for a reason, which stands beside them, each with a budget of its own. */
const explained: Readonly<Record<string, number>> = {
  "runtime/tasks.ts #drive": 70,
};

/** A file opens with a comment: what lives there, what does not, its invariant. */
export const headComment: Rule = (sources) =>
  sources
    .filter(({ text }) => headOf(text).length < shortestHead)
    .map(({ path }) => `${path}:1: opens without a comment that says what lives here and what does not`);

function headOf(text: string): string {
  const ranges = ts.getLeadingCommentRanges(text, 0) ?? [];
  return ranges.map(({ pos, end }) => text.slice(pos, end)).join("");
}

export const fileBudget: Rule = (sources) =>
  sources.flatMap(({ path, tree }) => {
    const lines = linesOfCode(tree, tree);
    return lines > longestFile
      ? [`${path}:1: has ${lines} lines of code, more than ${longestFile}: split it`]
      : [];
  });

export const functionBudget: Rule = (sources) =>
  sources.flatMap((source) =>
    [...nodesOf(source.tree)].filter(ts.isFunctionLike).flatMap((node) => functionFault(source, node)),
  );

function functionFault(source: Source, node: ts.Node): Fault[] {
  const lines = linesOfCode(node, source.tree);
  const budget = explained[nameOf(source, node)] ?? longestFunction;
  if (lines <= budget) return [];
  const sentence = `a function of ${lines} lines of code, more than ${budget}: split it`;
  return [faultAt(source, node.getStart(), sentence)];
}

/** Exceptions that are no longer needed. */
export const needlessExceptions: Rule = (sources) => {
  const functions = sources.flatMap((source) => longFunctions(source));
  return Object.keys(explained).filter((name) => !functions.includes(name));
};

function longFunctions(source: Source): string[] {
  return [...nodesOf(source.tree)]
    .filter((node) => ts.isFunctionLike(node) && linesOfCode(node, source.tree) > longestFunction)
    .map((node) => nameOf(source, node));
}

function nameOf(source: Source, node: ts.Node): string {
  const name = ts.getNameOfDeclaration(node as ts.Declaration)?.getText(source.tree);
  return `${source.path} ${name ?? "anonymous"}`;
}

/** How many lines hold a token; comments are none. */
function linesOfCode(node: ts.Node, tree: ts.SourceFile): number {
  const lines = new Set<number>();
  for (const token of tokensOf(node, tree)) {
    const first = tree.getLineAndCharacterOfPosition(token.getStart(tree)).line;
    const last = tree.getLineAndCharacterOfPosition(token.end).line;
    for (let line = first; line <= last; line++) lines.add(line);
  }
  return lines.size;
}

function* tokensOf(node: ts.Node, tree: ts.SourceFile): Generator<ts.Node> {
  const children = node.getChildren(tree).filter((child) => !ts.isJSDoc(child));
  if (children.length > 0) for (const child of children) yield* tokensOf(child, tree);
  else if (node.end > node.getStart(tree)) yield node;
}
