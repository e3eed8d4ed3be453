/** `await using` in the AST emitter: the try around what holds one, its declarations, and loops that have one. */
import type ts from "typescript";
import { openingOf, splitDirectives } from "./emit-ast-marks.ts";
import {
  awaiting,
  declare,
  type Emission,
  methodCall,
  namedBy,
  replaces,
  runtimeCall,
  visited,
  visitedAll,
} from "./emit-ast-nodes.ts";
import type { ForUsingOperation, ResourcesOperation, UsingOperation } from "./plan.ts";

/** `const resources = tsyncio.resources(); try {…} catch (error) {…} finally {…}` */
export function withResources(
  emission: Emission,
  { resources, error }: { readonly resources: string; readonly error: string },
  statements: readonly ts.Statement[],
): ts.Statement[] {
  const { ts, factory } = emission;
  const fail = methodCall(emission, resources, "fail", [factory.createIdentifier(error)]);
  const exit = awaiting(emission, methodCall(emission, resources, "exit", []));
  return [
    declare(emission, resources, runtimeCall(emission, "resources", []), ts.NodeFlags.Const),
    factory.createTryStatement(
      factory.createBlock(statements, true),
      factory.createCatchClause(error, factory.createBlock([factory.createExpressionStatement(fail)])),
      factory.createBlock([factory.createExpressionStatement(exit)]),
    ),
  ];
}

/** A block whose statements go into the try, or a loop that goes there as a whole. */
export function emitResources(
  emission: Emission,
  operation: ResourcesOperation,
  node: ResourcesOperation["node"],
): ts.Block {
  const { ts, factory, context, visit } = emission;
  if (!ts.isBlock(node)) {
    const loop = ts.visitEachChild(node, visit, context);
    return replaces(emission, factory.createBlock(withResources(emission, operation, [loop])), node);
  }
  const [prologue, rest] = splitDirectives(emission, visitedAll(emission, node.statements));
  const opening = openingOf(emission, emission.operation(node, "block"));
  const statements = [...prologue, ...withResources(emission, operation, [...opening, ...rest])];
  return factory.updateBlock(node, ts.setTextRange(factory.createNodeArray(statements), node.statements));
}

/** `const x = yield resources.enter(E)`, `const y = resources.use(E)`. */
export function emitUsing(
  emission: Emission,
  { resources, awaited, named }: UsingOperation,
  node: ts.VariableDeclarationList,
): ts.VariableDeclarationList {
  const { factory } = emission;
  const declarations = node.declarations.map((declaration) => {
    const value = initialValue(emission, declaration, named.has(declaration));
    const made = awaited
      ? entering(emission, resources, value, node)
      : methodCall(emission, resources, "use", value);
    const { name, exclamationToken, type } = declaration;
    return factory.updateVariableDeclaration(declaration, name, exclamationToken, type, made);
  });
  return constList(emission, declarations, node);
}

/** The value of a declaration, if it has one; `{ x: E }.x` gives a function or class its name. */
function initialValue(
  emission: Emission,
  { initializer, name }: ts.VariableDeclaration,
  named: boolean,
): ts.Expression[] {
  if (!initializer) return [];
  const value = visited(emission, initializer);
  return [named ? namedBy(emission, (name as ts.Identifier).text, value) : value];
}

/** `yield resources.enter(value)`, at the place of the declaration. */
function entering(
  emission: Emission,
  resources: string,
  value: readonly ts.Expression[],
  place: ts.Node,
): ts.YieldExpression {
  const { ts } = emission;
  const made = awaiting(emission, methodCall(emission, resources, "enter", value));
  return ts.setSourceMapRange(made, place);
}

function constList(
  emission: Emission,
  declarations: readonly ts.VariableDeclaration[],
  node: ts.VariableDeclarationList,
): ts.VariableDeclarationList {
  const list = emission.factory.createVariableDeclarationList(declarations, emission.ts.NodeFlags.Const);
  return replaces(emission, list, node);
}

/** The statement that binds the variable of a loop: `const x = yield resources.enter(value);` */
export function bindEntered(
  emission: Emission,
  resources: string,
  list: ts.VariableDeclarationList,
  value: ts.Expression,
): ts.Statement {
  const { ts, factory } = emission;
  const declarations = list.declarations.map((declaration) => {
    const entered = entering(emission, resources, [value], list);
    return factory.updateVariableDeclaration(declaration, declaration.name, undefined, undefined, entered);
  });
  const made = factory.createVariableStatement(undefined, constList(emission, declarations, list));
  return ts.setTextRange(made, list);
}

/** `for (const resource of E) { const resources = …; try { const x = yield resources.enter(resource); BODY } … }` */
export function emitForUsing(
  emission: Emission,
  operation: ForUsingOperation,
  node: ts.ForOfStatement,
): ts.ForOfStatement {
  const { ts, factory } = emission;
  const { resource, resources } = operation;
  const head = factory.createVariableDeclarationList(
    [factory.createVariableDeclaration(resource)],
    ts.NodeFlags.Const,
  );
  const list = node.initializer as ts.VariableDeclarationList;
  const bound = bindEntered(emission, resources, list, factory.createIdentifier(resource));
  const body = withResources(emission, operation, [bound, visited(emission, node.statement)]);
  const source = visited(emission, node.expression);
  return factory.updateForOfStatement(node, undefined, head, source, factory.createBlock(body));
}
