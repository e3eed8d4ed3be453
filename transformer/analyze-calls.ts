/**
 * With the option `debug`, the calls that may leave a coroutine behind which nobody awaits: all but those whose
 * value is awaited, yielded or returned on the spot, and those that cannot give a coroutine.
 */
import type ts from "typescript";
import type { Draft } from "./draft.ts";
import type { TypeScript } from "./parse.ts";
import { skipOuterExpressions } from "./syntax.ts";

/** A call whose value is to be looked at by the runtime. */
export function planCall(draft: Draft, node: ts.CallExpression): void {
  const { ts, options } = draft.file;
  if (!options.debug || draft.isNative || isSpecial(ts, node)) return;
  const { parent } = skipOuterExpressions(ts, node);
  if (isHandedOn(ts, parent)) return;
  draft.add({ kind: "call", node, report: ts.isExpressionStatement(parent) ? "dropped" : "created" });
}

/** Not functions, or in the middle of an optional chain, of which only the whole can be wrapped. */
function isSpecial(ts: TypeScript, node: ts.CallExpression): boolean {
  const { expression, parent } = node;
  const isKeyword =
    expression.kind === ts.SyntaxKind.SuperKeyword || expression.kind === ts.SyntaxKind.ImportKeyword;
  const isDeferred = ts.isMetaProperty(expression);
  const isRequire = ts.isIdentifier(expression) && expression.text === "require";
  const isInChain = ts.isOptionalChain(parent) && parent.expression === node;
  return (
    isKeyword || isDeferred || isRequire || isInChain || isInnerOfChain(ts, node) || ts.isDecorator(parent)
  );
}

/** `a?.f()!.g`: an assertion goes on with the chain. */
function isInnerOfChain(ts: TypeScript, node: ts.CallExpression): boolean {
  let at: ts.Node = node;
  while (ts.isNonNullExpression(at.parent)) at = at.parent;
  const { parent } = at;
  return at !== node && ts.isOptionalChain(parent) && parent.expression === at;
}

/** Whether a value goes to an await, a yield, or out of the function at once. */
function isHandedOn(ts: TypeScript, parent: ts.Node): boolean {
  return (
    ts.isAwaitExpression(parent) ||
    ts.isYieldExpression(parent) ||
    ts.isReturnStatement(parent) ||
    ts.isArrowFunction(parent)
  );
}
