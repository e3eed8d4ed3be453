/**
 * What arrow functions take from the function around them. A generator has `this`, `arguments`, `super` and
 * `new.target` of its own (or none), so that a rewritten arrow is given those of its owner: `this` by binding,
 * the others as parameters of an arrow around the generator.
 */
import type ts from "typescript";
import type { Draft, Frame, Mutable } from "./draft.ts";
import type { Capture, ExpressionOperation } from "./plan.ts";
import { isDirectEval } from "./scopes.ts";
import { isSuperProperty, superUse } from "./supers.ts";
import { isCalledByNew, withoutWrappers } from "./syntax.ts";

type Arrow = Mutable<ExpressionOperation>;

/** `this` in a rewritten arrow: bound to it or, where a constructor has yet to call `super`, read by a function. */
export function planThis(draft: Draft, node: ts.Node): void {
  const accessor = captureThis(draft);
  if (accessor === undefined) return;
  const parenthesize = isCalledByNew(draft.file.ts, node);
  draft.add({ kind: "replace", node, name: accessor, call: true, shorthand: false, parenthesize });
}

/** The text of an `eval` may name `this`. */
export function planEval(draft: Draft, node: ts.CallExpression): void {
  const { ts } = draft.file;
  if (!isDirectEval(ts, node)) return;
  const [text] = node.arguments;
  if (text && !(ts.isStringLiteralLike(text) && !/\\|this/.test(text.text))) captureThis(draft);
}

/** Gives `this` to the rewritten arrows around. Returns the name of the function to call for it, if it is not bound. */
function captureThis(draft: Draft): string | undefined {
  const { arrows, owner } = surroundings(draft);
  const outermost = arrows.at(-1);
  if (!outermost) return undefined;
  if (awaitsSuper(draft, owner.node, outermost.node)) return capture(draft, outermost, "this");
  for (const arrow of arrows) arrow.self = true;
  return undefined;
}

/** The rewritten arrows the walk is in, innermost first, and the function whose `this` they see. */
export function surroundings({ file: { ts }, frames }: Draft): { arrows: Arrow[]; owner: Frame } {
  let at = frames.length - 1;
  while (ts.isArrowFunction((frames[at] as Frame).node)) at--;
  const arrows = frames.slice(at + 1).flatMap(({ arrow }) => arrow ?? []);
  return { arrows: arrows.reverse(), owner: frames[at] as Frame };
}

/** Whether a constructor may not have called `super` yet where it creates an arrow. */
function awaitsSuper({ file: { ts } }: Draft, owner: ts.Node, arrow: ts.Node): boolean {
  if (!ts.isConstructorDeclaration(owner)) return false;
  const isDerived = owner.parent.heritageClauses?.some(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const isSuperCall = (statement: ts.Statement) =>
    ts.isExpressionStatement(statement) &&
    ts.isCallExpression(statement.expression) &&
    statement.expression.expression.kind === ts.SyntaxKind.SuperKeyword;
  const called = owner.body?.statements.find(isSuperCall);
  return isDerived === true && (called === undefined || arrow.pos < called.end);
}

export function capture({ file: { names } }: Draft, arrow: Arrow, what: Capture["what"]): string {
  const name = names.shared(captureNames[what]);
  if (!arrow.captures.some((known) => known.what === what)) arrow.captures.push({ what, name });
  return name;
}

const captureNames: Record<Capture["what"], string> = {
  arguments: "args",
  namedArguments: "args",
  "new.target": "newTarget",
  this: "self",
  superGet: "superGet",
  superSet: "superSet",
  superCall: "superCall",
  superReference: "superReference",
  superDelete: "superDelete",
  typeofArguments: "typeofArgs",
  deleteArguments: "deleteArgs",
  argumentsReference: "argsReference",
};

/** `new.target` in a rewritten arrow. */
export function planNewTarget(draft: Draft, node: ts.MetaProperty): void {
  const outermost = surroundings(draft).arrows.at(-1);
  if (node.keywordToken !== draft.file.ts.SyntaxKind.NewKeyword || !outermost) return;
  const name = capture(draft, outermost, "new.target");
  draft.add({ kind: "replace", node, name, call: false, shorthand: false, parenthesize: false });
}

/** A node that may use `super` in a rewritten arrow: a call, an assignment, or a property that is read. */
export function planSuper(
  draft: Draft,
  node: ts.CallExpression | ts.TaggedTemplateExpression | ts.BinaryExpression | ts.AccessExpression,
): void {
  const { file } = draft;
  const outermost = file.mentions("super") ? surroundings(draft).arrows.at(-1) : undefined;
  if (!outermost) return;
  if (file.ts.isCallExpression(node)) planSuperCall(draft, node, outermost);
  else if (file.ts.isTaggedTemplateExpression(node)) planSuperTag(draft, node);
  else if (file.ts.isBinaryExpression(node)) planSuperSet(draft, node, outermost);
  else if (isSuperProperty(file.ts, node)) planSuperGet(draft, node, outermost);
}

function planSuperCall(draft: Draft, node: ts.CallExpression, arrow: Arrow): void {
  const { ts } = draft.file;
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) {
    draft.add({ kind: "superCall", node, name: capture(draft, arrow, "superCall") });
  } else if (isSuperProperty(ts, withoutWrappers(ts, node.expression))) {
    draft.add({ kind: "superMethod", node, self: captureThis(draft) });
  }
}

/** A tag is called with `this`, as a method is. */
function planSuperTag(draft: Draft, node: ts.TaggedTemplateExpression): void {
  const { ts } = draft.file;
  if (!isSuperProperty(ts, withoutWrappers(ts, node.tag))) return;
  draft.add({ kind: "superTag", node, self: captureThis(draft) });
}

function planSuperSet(draft: Draft, node: ts.BinaryExpression, arrow: Arrow): void {
  const { ts } = draft.file;
  if (!isSuperProperty(ts, node.left) || superUse(ts, node.left) !== "set") return;
  const isCompound = node.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  const getter = isCompound ? capture(draft, arrow, "superGet") : undefined;
  draft.add({ kind: "superSet", node, name: capture(draft, arrow, "superSet"), getter });
}

/** A property that is read; one that is also written otherwise than by `=` becomes the `value` of a reference. */
function planSuperGet(draft: Draft, node: ts.AccessExpression, arrow: Arrow): void {
  const use = superUse(draft.file.ts, node);
  if (use === "set") return;
  if (use === "reference")
    draft.add({ kind: "superReference", node, name: capture(draft, arrow, "superReference") });
  // `delete superDelete("x")` throws before anything is deleted, as `delete super.x` does.
  else
    draft.add({
      kind: "superGet",
      node,
      name: capture(draft, arrow, use === "delete" ? "superDelete" : "superGet"),
    });
}
