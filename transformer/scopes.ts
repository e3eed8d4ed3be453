/**
 * Which names a piece of code declares, and which it takes from outside. Purely by syntax: no checker, so
 * that both routes see the same. Where it cannot know (a direct eval) its callers must assume the worst.
 */
import type ts from "typescript";
import type { TypeScript } from "./parse.ts";
import { isBoundary, isErased, outerParts } from "./syntax.ts";

export class Scopes {
  readonly #ts: TypeScript;
  readonly #declared = new WeakMap<ts.Node, ReadonlySet<string>>();

  constructor(ts: TypeScript) {
    this.#ts = ts;
  }

  /** Whether a node opens a scope in which it declares `name`. */
  declares(scope: ts.Node, name: string): boolean {
    let names = this.#declared.get(scope);
    if (!names) {
      names = new Set(this.#namesOf(scope));
      this.#declared.set(scope, names);
    }
    return names.has(name);
  }

  /** Whether the code of `root` declares `name` by `var`. */
  declaresVariable(root: ts.Node, name: string): boolean {
    return this.#varNames(root).includes(name);
  }

  /** Whether the code of `root` refers to a `name` that is declared outside of `root`. */
  refersTo(root: ts.Node, name: string): boolean {
    const ts = this.#ts;
    const visit = (node: ts.Node): true | undefined => {
      if (isErased(ts, node)) return undefined;
      if (ts.isIdentifier(node)) return (node.text === name && isReference(ts, node)) || undefined;
      if (!this.#hides(node, name)) return ts.forEachChild(node, visit);
      return outerParts(ts, node).some(visit) || undefined;
    };
    return visit(root) ?? false;
  }

  /** Every function but an arrow has `arguments` of its own. */
  #hides(scope: ts.Node, name: string): boolean {
    if (this.declares(scope, name)) return true;
    return name === "arguments" && this.#ts.isFunctionLike(scope) && !this.#ts.isArrowFunction(scope);
  }

  #namesOf(scope: ts.Node): string[] {
    const ts = this.#ts;
    if (ts.isFunctionLike(scope)) return this.#functionNames(scope);
    if (ts.isSourceFile(scope) || ts.isModuleBlock(scope)) {
      return [...this.#lexicalNames(scope.statements), ...this.#varNames(scope)];
    }
    if (ts.isBlock(scope)) return this.#lexicalNames(scope.statements);
    if (ts.isCaseBlock(scope))
      return scope.clauses.flatMap((clause) => this.#lexicalNames(clause.statements));
    if (ts.isCatchClause(scope))
      return scope.variableDeclaration ? boundNames(this.#ts, scope.variableDeclaration.name) : [];
    if (ts.isClassLike(scope)) return scope.name ? [scope.name.text] : [];
    return this.#loopNames(scope);
  }

  #functionNames(node: ts.SignatureDeclaration): string[] {
    const ts = this.#ts;
    const names = node.parameters.flatMap((parameter) => boundNames(this.#ts, parameter.name));
    if (ts.isFunctionExpression(node) && node.name) names.push(node.name.text);
    const { body } = node as ts.FunctionLikeDeclaration;
    return body ? [...names, ...this.#varNames(body)] : names;
  }

  #loopNames(node: ts.Node): string[] {
    const ts = this.#ts;
    if (!ts.isForStatement(node) && !ts.isForOfStatement(node) && !ts.isForInStatement(node)) return [];
    const { initializer } = node;
    return initializer && ts.isVariableDeclarationList(initializer) ? this.#listNames(initializer) : [];
  }

  #lexicalNames(statements: readonly ts.Statement[]): string[] {
    return statements.flatMap((statement) => this.#statementNames(statement));
  }

  #statementNames(statement: ts.Statement): string[] {
    const ts = this.#ts;
    if (ts.isVariableStatement(statement)) return this.#listNames(statement.declarationList);
    if (ts.isLabeledStatement(statement)) return this.#statementNames(statement.statement);
    if (ts.isImportDeclaration(statement)) return this.#importNames(statement.importClause);
    const { name } = statement as { name?: ts.Node };
    return name && ts.isIdentifier(name) ? [name.text] : [];
  }

  #importNames(clause: ts.ImportClause | undefined): string[] {
    const bindings = clause?.namedBindings;
    const names = clause?.name ? [clause.name.text] : [];
    if (!bindings) return names;
    if (this.#ts.isNamespaceImport(bindings)) return [...names, bindings.name.text];
    return [...names, ...bindings.elements.map((element) => element.name.text)];
  }

  #listNames(list: ts.VariableDeclarationList): string[] {
    return list.declarations.flatMap((declaration) => boundNames(this.#ts, declaration.name));
  }

  #varNames(root: ts.Node): string[] {
    const ts = this.#ts;
    const names: string[] = [];
    const visit = (node: ts.Node): void => {
      if (isBoundary(ts, node)) return;
      if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped)) {
        names.push(...this.#listNames(node));
      }
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(root, visit);
    return names;
  }
}

/** Whether an identifier stands for a variable: not for a property, a label or a part of a type. */
export function isReference(ts: TypeScript, node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isShorthandPropertyAssignment(parent) || ts.isExportAssignment(parent)) return true;
  if (ts.isExportSpecifier(parent)) return (parent.propertyName ?? parent.name) === node;
  if (ts.isBreakOrContinueStatement(parent) || ts.isLabeledStatement(parent)) return false;
  if (ts.isMetaProperty(parent) || ts.isJsxAttribute(parent) || ts.isImportSpecifier(parent)) return false;
  const { name, propertyName } = parent as { name?: ts.Node; propertyName?: ts.Node };
  return name !== node && propertyName !== node;
}

/** Whether a node is `eval(…)` itself, which sees the names around it. */
export function isDirectEval(ts: TypeScript, node: ts.Node): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "eval";
}

/** Where any word may stand: `x.yield`, `{ yield: 1 }`, `yield() {}` in a class. */
export function isPropertyName(ts: TypeScript, node: ts.Identifier): boolean {
  const { parent } = node;
  if (isReference(ts, node) || ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent))
    return false;
  const { propertyName } = parent as { propertyName?: ts.Node };
  const isMember = ts.isClassElement(parent) || ts.isObjectLiteralElement(parent);
  return propertyName === node || isMember || ts.isPropertyAccessExpression(parent);
}

/** The names that a loop declares and that what it goes through names as well. */
export function namesInDeadZone({ ts, scopes }: Scoped, loop: ts.ForOfStatement): string[] {
  const { initializer, expression } = loop;
  if (!ts.isVariableDeclarationList(initializer) || !(initializer.flags & ts.NodeFlags.BlockScoped))
    return [];
  const names = initializer.declarations.flatMap(({ name }) => boundNames(ts, name));
  return names.filter((name) => scopes.refersTo(expression, name));
}

interface Scoped {
  readonly ts: TypeScript;
  readonly scopes: Scopes;
}

/** The names that a declaration binds: its own, or those in its pattern. */
export function boundNames(ts: TypeScript, name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(ts, element.name),
  );
}
