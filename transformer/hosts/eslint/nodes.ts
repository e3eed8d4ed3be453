/**
 * As much of ESLint and of its syntax tree as the rules touch, as types of our own: whoever has no ESLint can
 * still compile against this package. Beside them small questions about nodes; what a rule is for is elsewhere.
 */

export interface Node {
  readonly type: string;
  readonly range: readonly [number, number];
  readonly parent: Node | null;
}

/** The nodes that the rules look into, by their types. */
interface NodeTypes {
  ArrowFunctionExpression: FunctionNode;
  AssignmentExpression: Node & { readonly left: Node; readonly right: Node };
  AwaitExpression: Node & { readonly argument: Node };
  BlockStatement: Block;
  CallExpression: Call;
  CatchClause: Node & { readonly param: Node | null; readonly body: Block };
  ClassDeclaration: ClassNode;
  ClassExpression: ClassNode;
  ForOfStatement: Node & { readonly await: boolean };
  FunctionDeclaration: FunctionNode;
  FunctionExpression: FunctionNode;
  Identifier: Identifier;
  ImportDeclaration: ImportDeclaration;
  ImportNamespaceSpecifier: Node & { readonly local: Identifier };
  ImportSpecifier: Node & { readonly imported: Node; readonly local: Identifier };
  JSXAttribute: Node & { readonly name: Node; readonly value: Node | null };
  JSXExpressionContainer: Node & { readonly expression: Node };
  JSXIdentifier: Identifier;
  JSXOpeningElement: Node & { readonly name: Node };
  Literal: Node & { readonly value: unknown };
  LogicalExpression: Node & { readonly left: Node; readonly right: Node; readonly operator: string };
  MemberExpression: Member;
  MethodDefinition: Node & {
    readonly key: Node;
    readonly value: Node;
    readonly static: boolean;
    readonly computed: boolean;
  };
  NewExpression: Call;
  Program: Program;
  PropertyDefinition: Node & {
    readonly key: Node;
    readonly value: Node | null;
    readonly static: boolean;
    readonly computed: boolean;
  };
  SequenceExpression: Node & { readonly expressions: readonly Node[] };
  TryStatement: Node & { readonly block: Block; readonly handler: Node | null };
  UnaryExpression: Node & { readonly operator: string };
  VariableDeclaration: Node & { readonly kind: string; readonly declarations: readonly Declarator[] };
  VariableDeclarator: Declarator;
}

export interface Identifier extends Node {
  readonly name: string;
}
export interface Program extends Node {
  readonly body: readonly Node[];
}
export interface Block extends Node {
  readonly body: readonly Node[];
}
export interface Call extends Node {
  readonly callee: Node;
  readonly arguments: readonly Node[];
}
export interface Member extends Node {
  readonly object: Node;
  readonly property: Node;
  readonly computed: boolean;
}
export interface FunctionNode extends Node {
  readonly async: boolean;
  readonly generator: boolean;
  readonly id: Identifier | null;
  readonly params: readonly Node[];
  readonly body: Node;
}
export interface ClassNode extends Node {
  readonly id: Identifier | null;
  readonly body: Block;
}
export interface Declarator extends Node {
  readonly id: Node;
  readonly init: Node | null;
}
export interface ImportDeclaration extends Node {
  readonly source: Node & { readonly value: unknown };
  readonly specifiers: readonly Node[];
  readonly importKind?: string;
}

export interface Reference {
  readonly identifier: Node;
  isRead(): boolean;
  isWrite(): boolean;
}
export interface Variable {
  readonly name: string;
  readonly defs: readonly { readonly type: string; readonly node: Node; readonly parent?: Node | null }[];
  readonly references: readonly Reference[];
}
interface Scope {
  readonly set: ReadonlyMap<string, Variable>;
  readonly upper: Scope | null;
}

export interface SourceCode {
  readonly text: string;
  readonly ast: Node;
  readonly visitorKeys: Readonly<Record<string, readonly string[]>>;
  getText(node: Node): string;
  getScope(node: Node): Scope;
}
export interface Fixer {
  insertTextBefore(node: Node, text: string): Fix;
  insertTextAfter(node: Node, text: string): Fix;
  insertTextBeforeRange(range: readonly [number, number], text: string): Fix;
  insertTextAfterRange(range: readonly [number, number], text: string): Fix;
  replaceText(node: Node, text: string): Fix;
  replaceTextRange(range: readonly [number, number], text: string): Fix;
}
export interface Fix {
  readonly range: readonly [number, number];
  readonly text: string;
}
export interface Suggestion {
  readonly messageId: string;
  readonly fix: (fixer: Fixer) => Fix[];
}
export interface RuleContext {
  readonly sourceCode: SourceCode;
  readonly settings: Readonly<Record<string, unknown>>;
  report(problem: {
    readonly node: Node;
    readonly messageId: string;
    readonly data?: Record<string, string>;
    readonly suggest?: Suggestion[];
  }): void;
}

/** A rule as ESLint takes it. */
export interface Rule {
  readonly meta: {
    readonly type: "problem";
    readonly docs: { readonly description: string; readonly url: string };
    readonly hasSuggestions: true;
    readonly schema: [];
    readonly messages: Record<string, string>;
  };
  create(context: RuleContext): Record<string, (node: never) => void>;
}

export type NodeOf<K extends keyof NodeTypes> = NodeTypes[K];

/** Whether a node is of one of these types. */
export function is<K extends keyof NodeTypes>(
  node: Node | null | undefined,
  ...types: K[]
): node is NodeTypes[K] {
  return node != null && (types as string[]).includes(node.type);
}

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return is(node, "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression");
}

/** The function, or the program, whose code a node is. */
export function ownerOf(node: Node): Node {
  let at = node;
  while (at.parent && (at === node || !isFunction(at))) at = at.parent;
  return at;
}

/** What only groups an expression, or is erased by TypeScript. */
const wrappers = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "ChainExpression",
]);

export function unwrap(node: Node): Node {
  let inner = node;
  while (wrappers.has(inner.type)) inner = (inner as Node & { expression: Node }).expression;
  return inner;
}

/** The node itself, or what is wrapped around it. */
export function wrapped(node: Node): Node {
  let outer = node;
  while (outer.parent && wrappers.has(outer.parent.type)) outer = outer.parent;
  return outer;
}

/** The first node in the code of `root` that matches; functions nested in it are not entered. */
export function findOwn(
  { visitorKeys }: SourceCode,
  root: Node,
  matches: (node: Node) => boolean,
): Node | undefined {
  const visit = (node: Node): Node | undefined => {
    if (matches(node)) return node;
    return isFunction(node) && node !== root ? undefined : first(childrenOf(node, visitorKeys), visit);
  };
  return visit(root);
}

function childrenOf(node: Node, keys: SourceCode["visitorKeys"]): Node[] {
  const values = (keys[node.type] ?? []).map((key) => (node as unknown as Record<string, unknown>)[key]);
  return values.flat().filter((value): value is Node => typeof value === "object" && value !== null);
}

function first<T, R>(items: readonly T[], visit: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = visit(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The variable that a name stands for. */
export function variableOf(sourceCode: SourceCode, node: Identifier): Variable | undefined {
  let scope: Scope | null = sourceCode.getScope(node);
  for (; scope; scope = scope.upper) {
    const variable = scope.set.get(node.name);
    if (variable) return variable;
  }
  return undefined;
}

/** The value that a variable has for ever, if it is given one where it is declared. */
export function constantOf(variable: Variable): Node | undefined {
  const [definition] = variable.defs;
  if (variable.defs.length !== 1 || !is(definition?.node, "VariableDeclarator")) return undefined;
  const { id, init } = definition.node;
  const writes = variable.references.filter((reference) => reference.isWrite()).length;
  return is(id, "Identifier") && init && writes === 1 ? unwrap(init) : undefined;
}

/** The name of a member: `x.name`, `x["name"]`, `x.#name`. */
export function memberName({ property, computed }: Member): string | undefined {
  if (is(property, "Literal")) return typeof property.value === "string" ? property.value : undefined;
  return computed ? undefined : nameText(property);
}

/** The text of an identifier or private name, the latter with its `#`. */
export function nameText(node: Node): string | undefined {
  const { name } = node as { name?: unknown };
  if (typeof name !== "string") return undefined;
  return node.type === "PrivateIdentifier" ? `#${name}` : name;
}

/** Whether one of the directives at the head of a function or program says so. */
function hasDirective(node: Node, text: string): boolean {
  const { body } = node as { body?: Node | readonly Node[] };
  const statements = Array.isArray(body) ? body : (body as Block | undefined)?.body;
  return (
    Array.isArray(statements) &&
    statements.some((one: Node) => (one as { directive?: string }).directive === text)
  );
}

/** Whether a directive stands in a function or around it. */
export function isUnder(node: Node, directive: string): boolean {
  for (let at: Node | null = node; at; at = at.parent) {
    if ((isFunction(at) || at.type === "Program") && hasDirective(at, directive)) return true;
  }
  return false;
}
