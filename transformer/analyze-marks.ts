/**
 * The marks of functions that become generators in their place, and the temporaries of computed keys: what
 * opens a block or a class, and what goes around an object literal.
 */
import type ts from "typescript";
import { isSloppy, type MethodOfClass, markerOf, staysMethod } from "./analyze-functions.ts";
import type { Draft, Home, Mutable } from "./draft.ts";
import { hasHome, keyOf, positionalName } from "./keys.ts";
import {
  type BlockOperation,
  type ClassOperation,
  decoratorLists,
  type Key,
  type Marker,
  markLists,
} from "./plan.ts";
import { hasDecorators, hasModifier, isCalledByNew, withoutWrappers } from "./syntax.ts";

/** Adds an operation for a block; it stays only if there is something to open the block with. */
export function planBlock(draft: Draft, node: BlockOperation["node"]): Mutable<BlockOperation> {
  const operation = {
    kind: "block" as const,
    node,
    temporaries: [],
    functions: markedFunctions(draft, node),
    variables: functionVariables(draft, node),
  };
  draft.add(operation);
  return operation;
}

/** Functions declared in a block, or in a script; those of a module are pairs, which need no mark. */
function markedFunctions(draft: Draft, node: BlockOperation["node"]): BlockOperation["functions"][number][] {
  const { ts, format } = draft.file;
  if (ts.isSourceFile(node) && format === "module") return [];
  const marked = [...lastFunctions(draft, node)].filter(([, declaration]) => draft.selected.has(declaration));
  return marked.map(([name, declaration]) => {
    return { name: renamedTo(draft, declaration) ?? name, marker: markerOf(declaration) };
  });
}

function renamedTo({ renamed }: Draft, { name }: ts.FunctionDeclaration): string | undefined {
  return name && renamed.get(name);
}

/** By name, the function that counts: sloppy code may declare a name several times, and the last one wins. */
function lastFunctions({ file: { ts } }: Draft, { statements }: BlockOperation["node"]) {
  const declarations = statements.filter((statement) => ts.isFunctionDeclaration(statement));
  return new Map(declarations.map((declaration) => [declaration.name?.text ?? "", declaration]));
}

/** Functions that were renamed: a variable gets their name in the source. */
function functionVariables(
  draft: Draft,
  node: BlockOperation["node"],
): BlockOperation["variables"][number][] {
  if (draft.renamed.size === 0) return [];
  return [...lastFunctions(draft, node)].flatMap(([name, declaration]) => {
    const value = renamedTo(draft, declaration);
    return value === undefined ? [] : { name, value };
  });
}

/** Adds the marks of a class: its methods by key, its private ones through `this`. */
export function planClass(draft: Draft, node: ts.ClassLikeDeclaration): void {
  if (!node.members.some((member) => draft.selected.has(member))) return;
  const { ts, names } = draft.file;
  const operation: Mutable<ClassOperation> = {
    kind: "class",
    node,
    field: "",
    decorator: "",
    methods: [],
    statics: [],
    generators: [],
    staticGenerators: [],
    privates: [],
  };
  for (const method of markedMethods(draft, node)) {
    const key = ts.isConstructorDeclaration(method) ? constructorKey : markKey(draft, method.name);
    const marker = markerOf(method);
    const isStatic = hasModifier(method, ts.SyntaxKind.StaticKeyword);
    if (isStatic || key.form !== "private") listFor(operation, isStatic, marker).push(key);
    else {
      const field = names.unique(`#tsyncio_${key.text.slice(1)}`);
      operation.privates.push({ field, method: key.text, marker });
    }
  }
  if (markLists(operation).some((keys) => keys.length > 0)) operation.field = names.shared("#tsyncio");
  if (isMarkedByDecorator(ts, operation)) operation.decorator = names.shared("cls");
  if (operation.field || operation.privates.length > 0) draft.add(operation);
}

/**
 * The decorators of a class come before its static fields, or after them in the older dialect; they must meet marked
 * methods, and so must the fields. Decorators of the methods themselves would make TypeScript's metadata of all types.
 */
function isMarkedByDecorator(ts: Draft["file"]["ts"], operation: ClassOperation): boolean {
  return hasDecorators(ts, operation.node) && decoratorLists(operation).some((keys) => keys.length > 0);
}

const constructorKey: Key = { form: "identifier", text: "constructor" };

function listFor(operation: Mutable<ClassOperation>, isStatic: boolean, marker: Marker): Key[] {
  if (marker === "coroutine") return isStatic ? operation.statics : operation.methods;
  return isStatic ? operation.staticGenerators : operation.generators;
}

/** Methods that need a mark: not those a decorator marks, and of two with one key only the last. */
function markedMethods({ file: { ts }, selected }: Draft, node: ts.ClassLikeDeclaration): MethodOfClass[] {
  const last = new Map<unknown, ts.ClassElement>();
  for (const member of node.members) {
    if (member.name) last.set(identity(ts, member, member.name), member);
    else if (ts.isConstructorDeclaration(member) && selected.has(member))
      last.set(identityOf("static", constructorKey), member);
  }
  const isMarked = (member: ts.Node): member is MethodOfClass =>
    (ts.isMethodDeclaration(member) || ts.isConstructorDeclaration(member)) && selected.has(member);
  return [...last.values()].filter(isMarked).filter((method) => !hasDecorators(ts, method));
}

/** Equal for members that replace each other. Fields never replace a method of the prototype. */
function identity(ts: Draft["file"]["ts"], member: ts.Node, name: ts.PropertyName): unknown {
  const key = keyOf(ts, name);
  // What a computed key will be is not known, and an overload or a field defines no method.
  const isMethod = !ts.isPropertyDeclaration(member) && (!ts.isMethodDeclaration(member) || member.body);
  if (key.form === "temporary" || !isMethod) return member;
  const side = hasModifier(member, ts.SyntaxKind.StaticKeyword) ? "static" : "instance";
  return identityOf(side, key);
}

function identityOf(side: "static" | "instance", { form, text }: Key): string {
  return `${side} ${form === "symbol" ? "symbol" : "name"} ${text}`;
}

function markKey(draft: Draft, name: ts.PropertyName): Key {
  const key = keyOf(draft.file.ts, name);
  const isTemporary = key.form === "temporary" && draft.file.ts.isComputedPropertyName(name);
  return isTemporary ? { form: "temporary", text: draft.temporary(name) } : key;
}

/** Adds the marks of an object literal whose methods use `super`. */
export function planObject(draft: Draft, node: ts.ObjectLiteralExpression): void {
  if (!node.properties.some((property) => draft.selected.has(property))) return;
  const { ts } = draft.file;
  const last = new Map<unknown, ts.Node>();
  for (const property of node.properties)
    if (property.name) last.set(identity(ts, property, property.name), property);
  const methods = [...last.values()].filter(
    (property) =>
      ts.isMethodDeclaration(property) && draft.selected.has(property) && staysMethod(ts, property),
  ) as ts.MethodDeclaration[];
  if (methods.length === 0) return;
  draft.add({
    kind: "object",
    node,
    keys: keysOf(draft, methods, "coroutine"),
    generators: keysOf(draft, methods, "asyncGenerator"),
    pure: draft.runsWithModule,
  });
  for (const spread of node.properties) if (ts.isSpreadAssignment(spread)) planSpread(draft, spread, methods);
}

/** A spread may bring a function under the key of a method that stands before it. */
function planSpread(draft: Draft, node: ts.SpreadAssignment, methods: readonly ts.MethodDeclaration[]): void {
  const before = methods.filter((method) => method.pos < node.pos);
  if (before.length === 0) return;
  draft.add({ kind: "spread", node, keys: before.map(({ name }) => markKey(draft, name)) });
}

/** Functions between the clauses of a switch in sloppy code. */
export function planCaseBlock(draft: Draft, { clauses }: ts.CaseBlock): void {
  const { file, selected } = draft;
  const { ts } = file;
  const functions = clauses
    .flatMap(({ statements }) => statements.filter((statement) => ts.isFunctionDeclaration(statement)))
    .filter((declaration) => selected.has(declaration) && isSloppy(file, declaration))
    .map((declaration) => ({ name: declaration.name?.text ?? "", marker: markerOf(declaration) }));
  const node = clauses.find((clause) => ts.isCaseClause(clause)) ?? clauses[0];
  if (node && functions.length > 0) draft.add({ kind: "clause", node, functions });
}

function keysOf(draft: Draft, methods: readonly ts.MethodDeclaration[], marker: Marker): Key[] {
  return methods.filter((method) => markerOf(method) === marker).map(({ name }) => markKey(draft, name));
}

/** Keeps a computed key where a function is marked by it or gets its name from it. */
export function planComputedKey(draft: Draft, node: ts.ComputedPropertyName): void {
  const { ts } = draft.file;
  if (keyOf(ts, node).form !== "temporary" || !isNeeded(draft, node)) return;
  draft.add({ kind: "key", node, name: draft.temporary(node) });
}

function isNeeded(draft: Draft, name: ts.ComputedPropertyName): boolean {
  const { selected } = draft;
  const { ts } = draft.file;
  const { parent } = name;
  if (ts.isMethodDeclaration(parent)) return selected.has(parent) && !hasDecorators(ts, parent);
  if (!ts.isPropertyAssignment(parent) && !ts.isPropertyDeclaration(parent)) return false;
  if (!parent.initializer) return false;
  const value = withoutWrappers(ts, parent.initializer);
  const losesName = ts.isClassExpression(value) ? isHomeless(draft, value) : selected.has(value);
  return losesName && !(value as ts.NamedDeclaration).name && positionalName(ts, value)?.computed === name;
}

/** Gives a class expression a function around it where its keys have no other place to be kept. */
export function planHome(draft: Draft, node: ts.ClassExpression): Home | undefined {
  if (!isHomeless(draft, node)) return undefined;
  const { ts, names } = draft.file;
  const given = node.name ? undefined : positionalName(ts, node);
  const named = given?.computed
    ? {
        name: { form: "temporary" as const, text: names.unique("key") },
        computed: draft.temporary(given.computed),
      }
    : given && { name: given.key };
  const parenthesize = isCalledByNew(ts, node);
  const operation = { kind: "home" as const, node, temporaries: [], ...named, parenthesize };
  draft.add(operation);
  return operation;
}

function isHomeless(draft: Draft, node: ts.ClassExpression): boolean {
  const { ts } = draft.file;
  const isKept = ({ name }: ts.ClassElement) =>
    name !== undefined &&
    ts.isComputedPropertyName(name) &&
    keyOf(ts, name).form === "temporary" &&
    isNeeded(draft, name);
  return node.members.some(isKept) && !hasHome(ts, node);
}
