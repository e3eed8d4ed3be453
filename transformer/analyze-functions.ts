/**
 * The form of each rewritten function: a pair, a generator in its place, or a call around an expression,
 * and how the last keeps the name of its function.
 */
import type ts from "typescript";
import type { FileContext } from "./context.ts";
import type { Draft, ExpressionDraft } from "./draft.ts";
import { keyOf, type PositionalName, positionalName } from "./keys.ts";
import { isBindingName } from "./names.ts";
import type { ExpressionOperation, FunctionName, GeneratorOperation, Marker, PairOperation } from "./plan.ts";
import { boundNames } from "./scopes.ts";
import { usesSuper } from "./supers.ts";
import {
  type AsyncFunction,
  hasDecorators,
  isCalledByNew,
  isGenerator,
  isStrict,
  type StaticConstructor,
} from "./syntax.ts";

/** What may be marked by its class. */
export type MethodOfClass = ts.MethodDeclaration | StaticConstructor;

/** Adds the operation of a function that is rewritten. That of an expression is returned, to be finished later. */
export function planFunction(draft: Draft, node: ts.Node): ExpressionDraft | undefined {
  if (!draft.selected.has(node)) return undefined;
  const fn = node as AsyncFunction;
  const operation = planForm(draft, fn);
  draft.add(operation);
  return operation.kind === "expression" ? operation : undefined;
}

function planForm(draft: Draft, node: AsyncFunction) {
  const { ts } = draft.file;
  if (ts.isFunctionDeclaration(node))
    return isPaired(draft.file, node) ? planPair(draft.file, node) : planGenerator(draft, node);
  if (ts.isConstructorDeclaration(node)) return planGenerator(draft, node);
  if (ts.isMethodDeclaration(node) && staysMethod(ts, node)) return planGenerator(draft, node);
  return planExpression(draft, node);
}

/**
 * A module may be called from another before its own code begins, in a cycle of imports; a script cannot. Between the
 * clauses of a switch is no place for a mark that surely runs, so that a pair stands there too.
 */
function isPaired(file: FileContext, node: ts.FunctionDeclaration): boolean {
  const { ts, format } = file;
  if (ts.isSourceFile(node.parent)) return format === "module";
  return ts.isCaseOrDefaultClause(node.parent) && !isSloppy(file, node);
}

/** Whether a plain function would be seen outside of the block that declares it (Annex B). */
export function isSloppy({ ts, format }: FileContext, node: ts.Node): boolean {
  return format !== "module" && !isStrict(ts, node);
}

/** A method of a class, or one of an object that must keep its home object for `super`. */
export function staysMethod(ts: FileContext["ts"], node: ts.MethodDeclaration): boolean {
  return !ts.isObjectLiteralExpression(node.parent) || usesSuper(ts, node);
}

export function markerOf(node: AsyncFunction): Marker {
  return isGenerator(node) ? "asyncGenerator" : "coroutine";
}

function planPair(file: FileContext, node: ts.FunctionDeclaration): PairOperation {
  const generator = file.names.unique(`${node.name?.text ?? "default"}$`);
  return {
    kind: "pair",
    node,
    marker: markerOf(node),
    generator,
    passed: isGenerator(node) && node.name ? [generator, node.name.text] : [generator],
    parameters: countedParameters(node).map((parameter, at) => parameterName(file, parameter, at)),
  };
}

/** The parameters that `.length` counts; `this` is one of TypeScript's, which counts for nothing. */
function countedParameters(node: ts.FunctionDeclaration): ts.ParameterDeclaration[] {
  const parameters = node.parameters.filter(({ name }) => name.getText() !== "this");
  const end = parameters.findIndex(({ initializer, dotDotDotToken }) => initializer || dotDotDotToken);
  return parameters.slice(0, end < 0 ? undefined : end);
}

/** The parameter's own name, unless it would hide `arguments` or the function in the wrapper. */
function parameterName(
  { ts, names }: FileContext,
  { name, parent }: ts.ParameterDeclaration,
  at: number,
): string {
  const hides = (text: string) => text === "arguments" || text === (parent.name as ts.Identifier)?.text;
  const usable = ts.isIdentifier(name) && !hides(name.text);
  return usable ? name.text : names.shared(`arg${at}`);
}

function planGenerator({ file: { ts } }: Draft, node: GeneratorOperation["node"]) {
  const method = ts.isFunctionDeclaration(node) ? undefined : node;
  const decorated = method !== undefined && hasDecorators(ts, method);
  const hasMetadata = decorated || node.parameters.some((parameter) => hasDecorators(ts, parameter));
  return {
    kind: "generator" as const,
    node,
    marker: markerOf(node),
    decorator: decorated,
    returnType:
      hasMetadata &&
      !isGenerator(node) &&
      node.type === undefined &&
      /\.[cm]?tsx?$/.test(node.getSourceFile().fileName),
    semicolon: method !== undefined && !decorated && followsOpenField(ts, method),
  };
}

/** `x = 1`, a line break and `*m() {}` would be a product. */
function followsOpenField(ts: FileContext["ts"], node: MethodOfClass): boolean {
  // Any other modifier, as a decorator, cannot continue the field.
  if (!ts.isClassLike(node.parent) || node.modifiers?.length !== 1) return false;
  const { members } = node.parent;
  const before = members[members.indexOf(node) - 1];
  return before !== undefined && ts.isPropertyDeclaration(before) && !before.getText().endsWith(";");
}

function planExpression(draft: Draft, node: ExpressionOperation["node"]): ExpressionDraft {
  const pure = draft.runsWithModule && givenName(draft.file.ts, node) !== undefined;
  return {
    kind: "expression",
    node,
    marker: markerOf(node),
    name: { form: "none" },
    self: false,
    captures: [],
    temporaries: [],
    pure,
    parenthesize: isCalledByNew(draft.file.ts, node),
  };
}

/** Chooses the name, now that it is known whether the function gets bound. */
export function finishFunction(draft: Draft, operation: ExpressionDraft): void {
  operation.name = chooseName(draft, operation);
}

function chooseName(draft: Draft, operation: ExpressionDraft): FunctionName {
  const { ts } = draft.file;
  const { node } = operation;
  if (ts.isFunctionExpression(node) && node.name) return { form: "own" };
  const given = givenName(ts, node);
  if (!given) return { form: "none" };
  if (given.computed) {
    const key = { form: "temporary", text: draft.temporary(given.computed) } as const;
    return { form: repeatsParameter(ts, node) ? "property" : "keyed", key };
  }
  const { key } = given;
  const isInner =
    key.form === "identifier" && isBindingName(key.text) && !isCaptured(draft.file, operation, given);
  if (isInner) return { form: "inner", text: key.text };
  return { form: repeatsParameter(ts, node) ? "property" : "keyed", key };
}

/** Sloppy functions may, methods may not. */
function repeatsParameter(ts: FileContext["ts"], { parameters }: ExpressionOperation["node"]): boolean {
  const names = parameters.flatMap(({ name }) => boundNames(ts, name));
  return new Set(names).size < names.length;
}

function givenName(ts: FileContext["ts"], node: ExpressionOperation["node"]): PositionalName | undefined {
  if (!ts.isMethodDeclaration(node)) return positionalName(ts, node);
  const key = keyOf(ts, node.name);
  return key.form === "temporary" && ts.isComputedPropertyName(node.name)
    ? { key, computed: node.name }
    : { key };
}

/** Whether the name, as a binding inside, would hide another that the function means. */
function isCaptured(file: FileContext, operation: ExpressionDraft, given: PositionalName): boolean {
  const { ts, scopes } = file;
  const { node, self } = operation;
  if (file.mentions("eval") && /\beval\b/.test(node.getText())) return true;
  // A `const` holds this very function, unless it was bound: then the name means what the variable means.
  const means = given.constant && !self && !ts.isMethodDeclaration(node);
  return !means && scopes.refersTo(node, given.key.text);
}
