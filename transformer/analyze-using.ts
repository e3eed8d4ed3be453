/**
 * `await using`: the blocks that hold one, the declarations in them, and the loops that have one in the head.
 * A `using` is left to JavaScript, except beside an `await using`: all resources of a block are left in one order.
 */
import type ts from "typescript";
import { isSloppy } from "./analyze-functions.ts";
import type { Draft } from "./draft.ts";
import { findOwn, isAwaitUsing, isUsing, withoutWrappers } from "./syntax.ts";

/** A block of a rewritten function that declares an `await using`. */
export function planUsingBlock(draft: Draft, node: ts.Block): void {
  if (!draft.inRewritten || !declaresAwaitUsing(draft, node)) return;
  addResources(draft, node);
  if (draft.file.ts.isFunctionLike(node.parent)) renameFunctions(draft, node);
}

/**
 * The body of a function becomes the block of a `try`, which may not declare one name by two functions, or by `var`
 * and a function. So functions get other names: of two, only the last is ever called; beside a `var`, the function is
 * the first value of the variable.
 */
function renameFunctions(draft: Draft, body: ts.Block): void {
  const { ts, names } = draft.file;
  const functions = body.statements.filter(
    (statement) => ts.isFunctionDeclaration(statement) && statement.body,
  );
  const last = new Map<string, ts.FunctionDeclaration>();
  for (const declaration of functions as ts.FunctionDeclaration[]) {
    const { text } = declaration.name as ts.Identifier;
    const hidden = last.get(text)?.name;
    if (hidden) draft.renamed.set(hidden, names.unique(text));
    last.set(text, declaration);
  }
  for (const [text, { name }] of last)
    if (name && isAlsoVariable(draft, body, text)) draft.renamed.set(name, names.unique(text));
}

/** Declared by `var` or as a parameter or, in sloppy code, by a function in an inner block. */
function isAlsoVariable({ file }: Draft, body: ts.Block, name: string): boolean {
  const { ts, scopes } = file;
  const isInner = (node: ts.Node) =>
    ts.isFunctionDeclaration(node) && node.parent !== body && node.name?.text === name;
  return (
    scopes.declares(body.parent, name) || (isSloppy(file, body) && findOwn(ts, body, isInner) !== undefined)
  );
}

/** A name that is replaced by another one in the rewritten code. */
export function planRenamed(draft: Draft, node: ts.Identifier): void {
  const name = draft.renamed.get(node);
  if (name !== undefined)
    draft.add({ kind: "replace", node, name, call: false, shorthand: false, parenthesize: false });
}

function declaresAwaitUsing({ file }: Draft, node: ts.Node): boolean {
  const { ts } = file;
  return (
    file.survey.usings.length > 0 &&
    ts.isBlock(node) &&
    node.statements.some(
      (statement) => ts.isVariableStatement(statement) && isAwaitUsing(ts, statement.declarationList),
    )
  );
}

function addResources(draft: Draft, node: ts.Block | ts.ForStatement | ts.LabeledStatement): void {
  draft.add({ kind: "resources", node, ...namesOf(draft) });
}

function namesOf({ file: { names } }: Draft) {
  return { resources: names.shared("resources"), error: names.shared("error") };
}

/** `for (await using x = E; …)`, planned at its outermost label, as the block goes around it. */
export function planUsingLoop(draft: Draft, node: ts.ForStatement | ts.LabeledStatement): void {
  const { ts } = draft.file;
  if (!draft.inRewritten || ts.isLabeledStatement(node.parent)) return;
  let inner: ts.Statement = node;
  while (ts.isLabeledStatement(inner)) inner = inner.statement;
  if (ts.isForStatement(inner) && isAwaitUsing(ts, inner.initializer)) addResources(draft, node);
}

/** `for (await using x of E)`. */
export function planForUsing(draft: Draft, node: ts.ForOfStatement): void {
  if (!draft.inRewritten || node.awaitModifier || !isAwaitUsing(draft.file.ts, node.initializer)) return;
  draft.add({
    kind: "forUsing",
    node,
    resource: draft.file.names.shared("resource"),
    ...namesOf(draft),
  });
}

/** The declarations of a block, and those in the head of a `for` with three parts. */
export function planUsing(draft: Draft, node: ts.VariableDeclarationList): void {
  const { ts, names } = draft.file;
  const { parent } = node;
  if (!draft.inRewritten || ts.isForOfStatement(parent)) return;
  const awaited = isAwaitUsing(ts, node);
  const beside =
    isUsing(ts, node) && ts.isVariableStatement(parent) && declaresAwaitUsing(draft, parent.parent);
  if (!awaited && !beside) return;
  const named = new Set(node.declarations.filter((declaration) => namesValue(draft, declaration)));
  draft.add({ kind: "using", node, resources: names.shared("resources"), awaited, named });
}

/** Whether a value gets the name of its variable; rewritten functions are given theirs elsewhere. */
function namesValue(
  { file: { ts }, selected }: Draft,
  { name, initializer }: ts.VariableDeclaration,
): boolean {
  if (!initializer || !ts.isIdentifier(name) || name.text === "__proto__") return false;
  const value = withoutWrappers(ts, initializer);
  if (ts.isArrowFunction(value)) return !selected.has(value);
  const isAnonymous = (ts.isFunctionExpression(value) || ts.isClassExpression(value)) && !value.name;
  return isAnonymous && !selected.has(value);
}
