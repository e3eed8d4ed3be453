/**
 * `arguments` in rewritten arrow functions: that of the function around, which a generator hides by its own. Sloppy
 * code may declare a variable of this name, and write it; then the arrow is given the variable and not its value.
 */
import type ts from "typescript";
import { capture, surroundings } from "./analyze-captures.ts";
import type { FileContext } from "./context.ts";
import type { Draft } from "./draft.ts";
import { positionalName } from "./keys.ts";
import type { TypeScript } from "./parse.ts";
import type { Capture, NameOperation } from "./plan.ts";
import { isReference } from "./scopes.ts";
import { findOwn, isCalledByNew, isStrict, skipOuterExpressions } from "./syntax.ts";
import { isPatternTarget, isTarget } from "./targets.ts";

/** `arguments` in a rewritten arrow, unless something inside of the arrow goes by this name. */
export function planArguments(draft: Draft, node: ts.Identifier): void {
  const { ts, scopes } = draft.file;
  if (node.text !== "arguments") return;
  const outermost = surroundings(draft).arrows.at(-1);
  if (!outermost || !scopes.refersTo(node, "arguments")) return;
  for (let at: ts.Node = node.parent; at !== outermost.node.parent; at = at.parent) {
    if (scopes.declares(at, "arguments")) return;
  }
  const what = isVariable(draft.file, outermost.node) ? useOf(ts, node) : "arguments";
  const value = what === "argumentsReference";
  if (value) draft.references.add(node);
  const call = what !== "arguments" && !value;
  const { parent } = skipOuterExpressions(ts, node);
  if (what === "deleteArguments") draft.add({ kind: "delete", node: parent as ts.DeleteExpression });
  draft.add({
    kind: "replace",
    node,
    name: capture(draft, outermost, what),
    call,
    value,
    shorthand: ts.isShorthandPropertyAssignment(node.parent),
    parenthesize: call && isCalledByNew(ts, node),
  });
}

/** What an arrow needs of a variable: its value, whether there is one, or the variable itself. */
function useOf(ts: TypeScript, node: ts.Identifier): Capture["what"] {
  if (isWritten(ts, node)) return "argumentsReference";
  const { parent } = skipOuterExpressions(ts, node);
  if (ts.isDeleteExpression(parent)) return "deleteArguments";
  // `typeof arguments` does not throw where there is none.
  return ts.isTypeOfExpression(parent) ? "typeofArguments" : "namedArguments";
}

function isWritten(ts: TypeScript, node: ts.Identifier): boolean {
  if (ts.isShorthandPropertyAssignment(node.parent)) return isPatternTarget(ts, node.parent);
  return isTarget(ts, skipOuterExpressions(ts, node));
}

/** Whether `arguments`, where an arrow stands, may change or is missing: a variable, or what sloppy code writes. */
function isVariable({ ts, scopes, format }: FileContext, arrow: ts.Node): boolean {
  const isWrite = (node: ts.Node) =>
    ts.isIdentifier(node) && node.text === "arguments" && isReference(ts, node) && isWritten(ts, node);
  for (let at: ts.Node = arrow.parent; ; at = at.parent) {
    if (scopes.declares(at, "arguments")) return true;
    // A module of CommonJS is the body of a function.
    const isFile = ts.isSourceFile(at);
    if (isFile && format !== "commonjs") return true;
    const isOwner = isFile || (ts.isFunctionLike(at) && !ts.isArrowFunction(at));
    if (isOwner) return !isStrict(ts, at) && findOwn(ts, at, isWrite, true) !== undefined;
  }
}

/** A function or class that had its name of a variable in whose place a property stands now. */
export function planName(draft: Draft, node: NameOperation["node"]): void {
  const { ts } = draft.file;
  if (draft.references.size === 0 || node.name || draft.selected.has(node)) return;
  const { left, name } = skipOuterExpressions(ts, node).parent as { left?: ts.Node; name?: ts.Node };
  const target = left ?? name;
  if (target && draft.references.has(target) && positionalName(ts, node))
    draft.add({ kind: "name", node, name: (target as ts.Identifier).text });
}
