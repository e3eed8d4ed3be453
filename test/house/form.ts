/**
 * The form of a file: a comment at its head, functions and files of a size that one can read in one go.
 *
 * The budgets are alarms, not aims: a function is usually under a dozen lines. Comments and blank lines
 * count, so that a long function cannot hide behind its explanation.
 */
import ts from "typescript";
import { faultAt, nodesOf, type Rule, type Source } from "./sources.ts";

export const longestFunction = 60;
export const longestFile = 400;
const shortestHead = 60;

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
  sources
    .filter(({ text }) => linesIn(text) > longestFile)
    .map(({ path, text }) => `${path}:1: has ${linesIn(text)} lines, more than ${longestFile}: split it`);

function linesIn(text: string): number {
  return text.replace(/\n$/, "").split("\n").length;
}

export const functionBudget: Rule = (sources) => sources.flatMap(longFunctions);

function longFunctions(source: Source): string[] {
  return [...nodesOf(source.tree)]
    .filter((node) => ts.isFunctionLike(node) && linesIn(node.getText()) > longestFunction)
    .map((node) => faultAt(source, node.getStart(), tooLong(node)));
}

function tooLong(node: ts.Node): string {
  return `a function of ${linesIn(node.getText())} lines, more than ${longestFunction}: split it`;
}
