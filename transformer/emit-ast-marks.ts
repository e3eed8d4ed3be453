/**
 * Marks in the AST emitter: the statements that open a block, the elements that open a class, the call
 * around an object literal, and the keys that are kept for them.
 */
import type ts from "typescript";
import {
  arrowTo,
  callOf,
  declare,
  type Emission,
  keyAsAccess,
  keyAsName,
  keyAsValue,
  parameter,
  privateOfThis,
  pure,
  runtimeCall,
  runtimeStatement,
  thunk,
  variables,
  visited,
  visitedAll,
  withDecorator,
} from "./emit-ast-nodes.ts";
import {
  type BlockOperation,
  type ClassOperation,
  type ClauseOperation,
  decoratorLists,
  type HomeOperation,
  type Key,
  type KeyOperation,
  markLists,
  type ObjectOperation,
  type RuntimeAccess,
  type SpreadOperation,
} from "./plan.ts";

/** Puts statements after the directives of a list, before all else. */
export function openWith(
  emission: Emission,
  statements: ts.NodeArray<ts.Statement>,
  opening: readonly ts.Statement[],
): ts.NodeArray<ts.Statement> {
  if (opening.length === 0) return statements;
  const { ts, factory } = emission;
  const [prologue, rest] = splitDirectives(emission, statements);
  return ts.setTextRange(factory.createNodeArray([...prologue, ...opening, ...rest]), statements);
}

/** The directives of a list of statements, and what follows them. */
export function splitDirectives(
  { ts }: Emission,
  statements: ts.NodeArray<ts.Statement>,
): [prologue: ts.Statement[], rest: ts.Statement[]] {
  const isDirective = (statement: ts.Statement) =>
    ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression);
  const first = statements.findIndex((statement) => !isDirective(statement));
  const at = first < 0 ? statements.length : first;
  return [statements.slice(0, at), statements.slice(at)];
}

/** `let key, key_1;` and `tsyncio.coroutine(f);` */
export function openingOf(emission: Emission, operation: BlockOperation | undefined): ts.Statement[] {
  if (!operation) return [];
  const { ts, factory } = emission;
  const marks = operation.functions.map(({ name, marker }) =>
    runtimeStatement(emission, marker, [factory.createIdentifier(name)]),
  );
  const named = operation.variables.map(({ name, value }) => {
    const args = [factory.createIdentifier(value), factory.createStringLiteral(name)];
    return declare(emission, name, runtimeCall(emission, "named", args), ts.NodeFlags.None);
  });
  const opening = [...marks, ...named];
  return operation.temporaries.length > 0
    ? [variables(emission, operation.temporaries), ...opening]
    : opening;
}

/** `case (tsyncio.coroutine(f), E):` */
export function emitClause(
  emission: Emission,
  { functions }: ClauseOperation,
  node: ts.CaseOrDefaultClause,
): ts.CaseOrDefaultClause {
  const { ts, factory } = emission;
  const marks = functions.map(({ name, marker }) =>
    runtimeCall(emission, marker, [factory.createIdentifier(name)]),
  );
  const statements = visitedAll(emission, node.statements);
  if (!ts.isCaseClause(node)) {
    const opening = marks.map((mark) => factory.createExpressionStatement(mark));
    return factory.updateDefaultClause(node, [...opening, ...statements]);
  }
  const list = factory.createCommaListExpression([...marks, visited(emission, node.expression)]);
  return factory.updateCaseClause(node, factory.createParenthesizedExpression(list), statements);
}

/** `...tsyncio.spread(E, ["m"])` */
export function emitSpread(
  emission: Emission,
  { keys }: SpreadOperation,
  node: ts.SpreadAssignment,
): ts.SpreadAssignment {
  const list = emission.factory.createArrayLiteralExpression(keys.map((key) => keyAsValue(emission, key)));
  const spread = runtimeCall(emission, "spread", [visited(emission, node.expression), list]);
  return emission.factory.updateSpreadAssignment(node, spread);
}

/** A block or the block of a namespace, opened with its marks. */
export function emitBlock<T extends ts.Block | ts.ModuleBlock>(
  emission: Emission,
  operation: BlockOperation,
  node: T,
): ts.Block | ts.ModuleBlock {
  const { ts, factory } = emission;
  const statements = openWith(
    emission,
    visitedAll(emission, node.statements),
    openingOf(emission, operation),
  );
  if (ts.isBlock(node)) return factory.updateBlock(node, statements);
  return factory.updateModuleBlock(node, statements);
}

/** The statement by which a file reaches the runtime. */
export function runtimeAccess(emission: Emission, { form, name, specifier }: RuntimeAccess): ts.Statement {
  const { ts, factory } = emission;
  const module = factory.createStringLiteral(specifier);
  if (form === "import") {
    const namespace = factory.createNamespaceImport(factory.createIdentifier(name));
    const clause = factory.createImportClause(undefined, undefined, namespace);
    return factory.createImportDeclaration(undefined, clause, module);
  }
  const required = callOf(emission, "require", [module]);
  if (form === "require") return declare(emission, name, required, ts.NodeFlags.Const);
  const shared = factory.createBinaryExpression(
    globalRuntime(emission),
    ts.SyntaxKind.QuestionQuestionToken,
    required,
  );
  return declare(emission, name, shared, ts.NodeFlags.None);
}

/** A licence stays the first thing in a file: the comments above the first statement stand above the access. */
export function takeHeadComments(
  emission: Emission,
  access: ts.Statement,
  statements: ts.NodeArray<ts.Statement>,
): void {
  const { ts } = emission;
  const [, [first]] = splitDirectives(emission, statements);
  const original = first && ts.getOriginalNode(first);
  if (!first || !original || !ts.isParseTreeNode(original)) return;
  const { pos, end } = original;
  ts.setCommentRange(ts.setEmitFlags(access, ts.EmitFlags.NoTrailingComments), { pos, end });
  // There is no public way to ask for the flags that a node has: those of a pair must stay.
  const { emitNode } = first as { emitNode?: { readonly flags?: ts.EmitFlags } };
  ts.setEmitFlags(first, (emitNode?.flags ?? 0) | ts.EmitFlags.NoLeadingComments);
}

/** `globalThis[Symbol.for("tsyncio/compiled")]` */
function globalRuntime({ factory }: Emission): ts.Expression {
  const symbolFor = factory.createPropertyAccessExpression(factory.createIdentifier("Symbol"), "for");
  const key = factory.createCallExpression(symbolFor, undefined, [
    factory.createStringLiteral("tsyncio/compiled"),
  ]);
  return factory.createElementAccessExpression(factory.createIdentifier("globalThis"), key);
}

/** A class that opens with the elements that mark its methods. */
export function emitClass(
  emission: Emission,
  operation: ClassOperation,
  node: ts.ClassLikeDeclaration,
): ts.ClassLikeDeclaration {
  const { ts, factory } = emission;
  const changed = ts.visitEachChild(node, emission.visit, emission.context);
  const { name, typeParameters, heritageClauses } = changed;
  const modifiers = operation.decorator ? withMark(emission, operation, changed) : changed.modifiers;
  const opening = [...staticMark(emission, operation), ...privateMarks(emission, operation)];
  const members = ts.setTextRange(factory.createNodeArray([...opening, ...changed.members]), changed.members);
  if (ts.isClassDeclaration(changed)) {
    return factory.updateClassDeclaration(changed, modifiers, name, typeParameters, heritageClauses, members);
  }
  return factory.updateClassExpression(changed, modifiers, name, typeParameters, heritageClauses, members);
}

/** `@((cls) => tsyncio.methods(() => cls, ["m"]))` */
function withMark(
  emission: Emission,
  operation: ClassOperation,
  { modifiers }: ts.ClassLikeDeclaration,
): readonly ts.ModifierLike[] {
  const { factory } = emission;
  const owner = thunk(emission, factory.createIdentifier(operation.decorator));
  const call = runtimeCall(emission, "methods", [owner, ...written(emission, decoratorLists(operation))]);
  return withDecorator(
    emission,
    modifiers ?? [],
    arrowTo(emission, [parameter(emission, operation.decorator)], call),
  );
}

/** `static #tsyncio = /*#__PURE__*\/ tsyncio.methods(() => this, ["m"], ["s", () => this.#p]);` */
function staticMark(emission: Emission, operation: ClassOperation): ts.ClassElement[] {
  if (!operation.field) return [];
  const { factory } = emission;
  const owner = thunk(emission, factory.createThis());
  const call = runtimeCall(emission, "methods", [owner, ...written(emission, markLists(operation))]);
  const modifiers = [factory.createModifier(emission.ts.SyntaxKind.StaticKeyword)];
  return [privateField(emission, modifiers, operation.field, pure(emission, call))];
}

/** `#tsyncio_m = tsyncio.coroutine(this.#m);` */
function privateMarks(emission: Emission, { privates }: ClassOperation): ts.ClassElement[] {
  return privates.map(({ field, method, marker }) => {
    const value = runtimeCall(emission, marker, [privateOfThis(emission, method)]);
    return privateField(emission, undefined, field, value);
  });
}

function privateField(
  { factory }: Emission,
  modifiers: readonly ts.Modifier[] | undefined,
  name: string,
  value: ts.Expression,
): ts.PropertyDeclaration {
  const field = factory.createPrivateIdentifier(name);
  return factory.createPropertyDeclaration(modifiers, field, undefined, undefined, value);
}

/** `((key) => CLASS)()`, `((key) => ({ x: CLASS }.x))()` */
export function emitHome(
  emission: Emission,
  { temporaries, name, computed }: HomeOperation,
  node: ts.Expression,
): ts.Expression {
  const { factory } = emission;
  const parameters = temporaries.map((temporary) => parameter(emission, temporary));
  if (name && computed) {
    const value = factory.createIdentifier(computed);
    const { text } = name;
    parameters.push(
      factory.createParameterDeclaration(undefined, undefined, text, undefined, undefined, value),
    );
  }
  const literal = (key: Key) =>
    factory.createObjectLiteralExpression([factory.createPropertyAssignment(keyAsName(emission, key), node)]);
  const value = name ? keyAsAccess(emission, literal(name), name) : node;
  const arrow = factory.createParenthesizedExpression(arrowTo(emission, parameters, value));
  return factory.createCallExpression(arrow, undefined, []);
}

/** `tsyncio.object({ *m(a) {…} }, ["m"])` */
export function emitObject(
  emission: Emission,
  operation: ObjectOperation,
  node: ts.ObjectLiteralExpression,
): ts.Expression {
  const literal = emission.ts.visitEachChild(node, emission.visit, emission.context);
  const call = runtimeCall(emission, "object", [literal, ...written(emission, markLists(operation))]);
  const made = emission.ts.setTextRange(call, node);
  return operation.pure ? pure(emission, made) : made;
}

/** `["m"], ["s"]` */
function written(emission: Emission, lists: readonly (readonly Key[])[]): ts.Expression[] {
  return lists.map((keys) =>
    emission.factory.createArrayLiteralExpression(keys.map((key) => keyAsValue(emission, key))),
  );
}

/** `[key = tsyncio.key(expr)]` */
export function emitKey(
  emission: Emission,
  operation: KeyOperation,
  node: ts.ComputedPropertyName,
): ts.ComputedPropertyName {
  const { factory } = emission;
  const value = runtimeCall(emission, "key", [visited(emission, node.expression)]);
  const kept = factory.createAssignment(factory.createIdentifier(operation.name), value);
  return factory.updateComputedPropertyName(node, kept);
}
