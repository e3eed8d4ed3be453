/**
 * How a piece of code uses `super`. Nothing here knows of the rewrite.
 */
import type ts from "typescript";
import type { TypeScript } from "./parse.ts";
import { findOwn, skipOuterExpressions } from "./syntax.ts";
import { isAssignedBy, isPatternTarget, isTarget } from "./targets.ts";

/**
 * What is done with a property of `super`: it is read, written by an assignment of its own, deleted, or used as a
 * reference that is read and written (`++`, `??=`) or written by a pattern or a loop.
 */
export type SuperUse = "get" | "set" | "delete" | "reference";

export function isSuperProperty(ts: TypeScript, node: ts.Node): node is ts.AccessExpression {
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isAccess && node.expression.kind === ts.SyntaxKind.SuperKeyword;
}

/** How the property of `super` that a node names is used. */
export function superUse(ts: TypeScript, node: ts.AccessExpression): SuperUse {
  const outer = skipOuterExpressions(ts, node);
  const { parent } = outer;
  if (ts.isDeleteExpression(parent)) return "delete";
  // `{ a: super.x = 1 }` in a pattern is a target with a default value, and no assignment.
  if (isAssignedBy(ts, parent, outer) && !isPatternTarget(ts, outer))
    return outer === node && isPlainOrNamed(ts, parent, node) ? "set" : "reference";
  return isTarget(ts, outer) ? "reference" : "get";
}

/** `super.x = v`, `super[k] = v` and `super.x += v`; a logical assignment may not assign at all. */
function isPlainOrNamed(ts: TypeScript, node: ts.BinaryExpression, target: ts.AccessExpression): boolean {
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.EqualsToken) return true;
  const { BarBarEqualsToken, AmpersandAmpersandEqualsToken, QuestionQuestionEqualsToken } = ts.SyntaxKind;
  const logical: ts.SyntaxKind[] = [
    BarBarEqualsToken,
    AmpersandAmpersandEqualsToken,
    QuestionQuestionEqualsToken,
  ];
  return ts.isPropertyAccessExpression(target) && !logical.includes(operator);
}

/** Whether a method needs its home object, for itself or for arrow functions in it. */
export function usesSuper(ts: TypeScript, node: ts.Node): boolean {
  return findOwn(ts, node, (inner) => inner.kind === ts.SyntaxKind.SuperKeyword, true) !== undefined;
}
