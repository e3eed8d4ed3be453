/**
 * Whether an expression is written: by an assignment, an update, a pattern or the head of a loop.
 */
import type ts from "typescript";
import type { TypeScript } from "./parse.ts";

/** Whether an expression is written by what stands around it. */
export function isTarget(ts: TypeScript, node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
    return [PlusPlusToken, MinusMinusToken].includes(parent.operator);
  }
  return isAssignedBy(ts, parent, node) || isPatternTarget(ts, node);
}

/** Whether an assignment, compound or not, has a node on its left. */
export function isAssignedBy(ts: TypeScript, parent: ts.Node, node: ts.Node): parent is ts.BinaryExpression {
  if (!ts.isBinaryExpression(parent) || parent.left !== node) return false;
  const { kind } = parent.operatorToken;
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** Whether an expression is a target inside `[…] = …`, `({…} = …)` or the head of a `for` loop. */
export function isPatternTarget(ts: TypeScript, node: ts.Node): boolean {
  for (let at = node; ; at = at.parent) {
    const { parent } = at;
    if ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === at)
      return true;
    if (isAssignedBy(ts, parent, at)) {
      if (at !== node && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) return true;
    } else if (!isPatternPart(ts, parent, at)) return false;
  }
}

function isPatternPart(ts: TypeScript, parent: ts.Node, node: ts.Node): boolean {
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return (
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isParenthesizedExpression(parent)
  );
}
