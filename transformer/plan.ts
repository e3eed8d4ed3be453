/**
 * The Plan: what is rewritten in one file, as plain data. `analyze.ts` writes it, the emitters carry it out.
 *
 * Nothing here decides and nothing here prints. Two rules bind both emitters: an operation says everything
 * (a form is never chosen by an emitter), and every name it needs has been chosen, unique against every
 * identifier text of the file (an emitter never invents one). Facts that only concern text (parentheses,
 * semicolons) are marked "text only": the printer of TypeScript settles them by itself.
 *
 * In the shapes below `tsyncio` stands for `plan.runtime.name`.
 */
import type ts from "typescript";
import type { Diagnostic } from "./diagnostics.ts";
import type {
  AwaitOperation,
  CallOperation,
  CatchOperation,
  DeleteOperation,
  ForAwaitOperation,
  ForUsingOperation,
  NameOperation,
  ReplaceOperation,
  ResourcesOperation,
  ReturnOperation,
  SemicolonOperation,
  SuperCallOperation,
  SuperGetOperation,
  SuperMethodOperation,
  SuperReferenceOperation,
  SuperSetOperation,
  SuperTagOperation,
  UsingOperation,
  YieldOperation,
} from "./plan-bodies.ts";
import type { StaticConstructor } from "./syntax.ts";

export type * from "./plan-bodies.ts";

/**
 * What `analyze(ts, sourceFile, options, format?)` finds out about one file. The source file needs parent
 * nodes. `format` is what the host knows of the file ("module", "commonjs" or "script"); without it the
 * text decides. Diagnostics may stand beside a plan: what they refuse is not in it.
 */
export interface Analysis {
  /** Undefined where nothing is rewritten: the file stays as it is, to the byte. */
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Everything that is rewritten in one file; without operations the file stays as it is. */
export interface Plan {
  /** How the file reaches `tsyncio/compiled`: one statement, after the file's directives, before all else. */
  readonly runtime: RuntimeAccess;
  /**
   * With the option `debug`: `tsyncio.awaited(x)` stands for `x` wherever an operation makes `yield x` to await x, and
   * in `yield* tsyncio.delegate(x)`, so that the runtime knows at which place a coroutine waits.
   */
  readonly placed: boolean;
  /** In source order, an outer node before the nodes it holds. One node may carry several operations. */
  readonly operations: readonly Operation[];
}

/**
 * - `import`:  `import * as tsyncio from "tsyncio/compiled";`
 * - `require`: `const tsyncio = require("tsyncio/compiled");`
 * - `script`:  `var tsyncio = globalThis[Symbol.for("tsyncio/compiled")] ?? require("tsyncio/compiled");`
 *   A script stays a script: an import would make it a module, with another scope, `this` and strictness.
 *   The symbol's key is always "tsyncio/compiled", whatever the specifier.
 */
export interface RuntimeAccess {
  readonly form: "import" | "require" | "script";
  readonly name: string;
  readonly specifier: string;
}

export type Operation =
  | PairOperation
  | GeneratorOperation
  | ExpressionOperation
  | KeyOperation
  | BlockOperation
  | ClauseOperation
  | ClassOperation
  | HomeOperation
  | SpreadOperation
  | BodyOperation
  | ObjectOperation
  | AwaitOperation
  | YieldOperation
  | ReturnOperation
  | ForAwaitOperation
  | CatchOperation
  | ResourcesOperation
  | UsingOperation
  | ForUsingOperation
  | CapturedOperation
  | CallOperation
  | SemicolonOperation;

/** What an arrow function takes from the function around it. */
export type CapturedOperation =
  | ReplaceOperation
  | NameOperation
  | DeleteOperation
  | SuperGetOperation
  | SuperMethodOperation
  | SuperTagOperation
  | SuperReferenceOperation
  | SuperSetOperation
  | SuperCallOperation;

/**
 * What marks a rewritten function, by its name in the runtime: that of an async generator is `asyncGenerator`.
 * Where the shapes below say `coroutine`, this is meant.
 */
export type Marker = "coroutine" | "asyncGenerator";

/** What does the same as a decorator. */
export const decoratorOf = { coroutine: "method", asyncGenerator: "asyncGeneratorMethod" } as const;

/**
 * A module-level declaration becomes two, in its place and on its lines:
 *
 *     export async function f(a, b = 1) {…}
 *     export function f(a) { return tsyncio.coroutine(f$).apply(this, arguments); } function* f$(a, b = 1) {…}
 *
 * Both are hoisted, so `f` works above its declaration and across an import cycle, and nothing keeps an
 * unused `f` alive. Modifiers (`export`, `default`) stay on `f`; type parameters, types and body go to `f$`.
 */
export interface PairOperation {
  readonly kind: "pair";
  readonly node: ts.FunctionDeclaration;
  readonly marker: Marker;
  /** The name of the generator function, `f$`. */
  readonly generator: string;
  /** What the marker gets: `f$` and, that async generators may be instances of it, `f`. */
  readonly passed: readonly string[];
  /** Parameters of `f`, as many as its `.length` counts; plain names without types. */
  readonly parameters: readonly string[];
}

/**
 * A nested declaration or a method becomes a generator in place: `async` goes, `*` comes (after `function`,
 * or before the name of the method). Its mark is another operation (block, class or object) or `decorator`.
 */
export interface GeneratorOperation {
  readonly kind: "generator";
  readonly node: ts.FunctionDeclaration | ts.MethodDeclaration | StaticConstructor;
  readonly marker: Marker;
  /** Add `@tsyncio.method`, or `@tsyncio.asyncGeneratorMethod`, as the innermost decorator: after the last one. */
  readonly decorator: boolean;
  /** Add `: Promise<any>`: the metadata of a method with decorators, its own or its parameters', is read off the `async` that goes. */
  readonly returnType: boolean;
  /** Text only: put `;` before `*`, which else would multiply the field above. */
  readonly semicolon: boolean;
}

/**
 * A function expression, an arrow, or a method of an object literal becomes a call:
 *
 *     tsyncio.coroutine(FUNCTION)                  self: false
 *     tsyncio.coroutine(FUNCTION, this)            self: true; the generator is bound to the outer `this`
 *     tsyncio.coroutine((($a, $b) => FUNCTION)(A, B), this)        captures, in their order
 *
 * An object method `m(a) {…}` becomes the property `m: …`; its key stays as it is written, except that a
 * method called `__proto__` gets the computed key `["__proto__"]` (the plain one would set the prototype).
 * A concise body becomes `{ return BODY; }`. Parameters, types, directives and body are kept.
 */
export interface ExpressionOperation {
  readonly kind: "expression";
  readonly node: ts.FunctionExpression | ts.ArrowFunction | ts.MethodDeclaration;
  readonly marker: Marker;
  readonly name: FunctionName;
  readonly self: boolean;
  readonly captures: readonly Capture[];
  /** Variables of a concise body: `{ let key; return BODY; }`. */
  readonly temporaries?: readonly string[];
  /** `/*#__PURE__*\/` before the call: a bundler may drop it with the unused variable or property that holds it. */
  readonly pure?: boolean;
  /** `new async function () {}`: what is called must stay what `new` is for. */
  readonly parenthesize?: boolean;
}

/**
 * What FUNCTION looks like, so that its `.name` is the one the source gave it:
 *
 * - `own`:   the function expression has a name and keeps it: `function* g(a) {…}`
 * - `inner`: the name is safe to add, as nothing inside could mean another binding: `function* f(a) {…}`
 * - `keyed`: the name is given without an inner binding: `{ *f(a) {…} }.f` (a concise arrow around it needs
 *   parentheses: `($a) => ({ *f(a) {…} }.f)`)
 * - `property`: the same for what no method may be, as two parameters have one name: `{ f: function* (a, a) {…} }.f`
 * - `none`:  `function* (a) {…}`, whose name is ""
 */
export type FunctionName =
  | { readonly form: "own" }
  | { readonly form: "none" }
  | { readonly form: "inner"; readonly text: string }
  | { readonly form: "keyed" | "property"; readonly key: Key };

/**
 * The key of a property, spelled three ways: in a literal or class, as an access, as a value in a list.
 *
 * - `identifier`: `m`, `.m`, `"m"`
 * - `string`:     `"a b"`, `["a b"]`, `"a b"` (JSON spelling of `text`)
 * - `number`:     `1`, `[1]`, `1`
 * - `symbol`:     `[Symbol.iterator]`, `[Symbol.iterator]`, `Symbol.iterator` (`text` is `iterator`)
 * - `temporary`:  `[key]`, `[key]`, `key`; assigned by a KeyOperation, declared by a BlockOperation
 * - `private`:    never in a literal; `.#m`, and `() => this.#m` in the static list of a class
 *
 * A keyed name `__proto__` is of the form `string` and is spelled computed in a literal: `["__proto__"]`.
 */
export interface Key {
  readonly form: "identifier" | "string" | "number" | "symbol" | "temporary" | "private";
  readonly text: string;
}

/**
 * What an arrow takes from outside and a generator would have of its own. The argument that is passed:
 *
 * - `arguments`: `arguments`
 * - `new.target`: `new.target`
 * - `this`:      `() => this` (a constructor that has not called `super` yet has no `this` to pass)
 * - `superGet`:  `(key) => super[key]`
 * - `superSet`:  `(key, value) => super[key] = value`
 * - `superCall`: `(...args) => super(...args)`
 * - `superReference`: `tsyncio.superReference((key) => super[key], (key, value) => super[key] = value)`
 * - `superDelete`: `(key) => delete super[key]`, which throws
 * - `namedArguments`: `() => arguments`, where that is a variable, or nothing
 * - `typeofArguments`: `() => typeof arguments === "undefined" ? undefined : arguments`, for a `typeof`
 * - `deleteArguments`: `() => delete arguments`
 * - `argumentsReference`: `tsyncio.reference(() => arguments, (value) => arguments = value)`
 */
export interface Capture {
  readonly what:
    | "arguments"
    | "namedArguments"
    | "new.target"
    | "this"
    | "superGet"
    | "superSet"
    | "superCall"
    | "superReference"
    | "superDelete"
    | "typeofArguments"
    | "deleteArguments"
    | "argumentsReference";
  /** The parameter that carries it; the operations inside use the same name. */
  readonly name: string;
}

/** A computed key is evaluated once and kept: `[expr]` becomes `[key = tsyncio.key(expr)]`. */
export interface KeyOperation {
  readonly kind: "key";
  readonly node: ts.ComputedPropertyName;
  readonly name: string;
}

/**
 * Statements that open a block, after its directives (and after the runtime statement of a file), in this
 * order: `let key, key_1;` where there are temporaries, then `tsyncio.coroutine(f);` for each function, then
 * `var g = tsyncio.named(g_1, "g");` for each variable.
 */
export interface BlockOperation {
  readonly kind: "block";
  readonly node: ts.SourceFile | ts.Block | ts.ModuleBlock;
  readonly temporaries: readonly string[];
  readonly functions: readonly { readonly name: string; readonly marker: Marker }[];
  /** Functions whose names a block may not declare, though the body of a function may: each is a variable there. */
  readonly variables: readonly { readonly name: string; readonly value: string }[];
}

/**
 * In sloppy code a function declared between the clauses of a switch is marked where the first `case` is looked at,
 * which is before anything else: `case (tsyncio.coroutine(f), E):`. Beside a `default` alone, as its first statement.
 */
export interface ClauseOperation {
  readonly kind: "clause";
  readonly node: ts.CaseOrDefaultClause;
  readonly functions: BlockOperation["functions"];
}

/**
 * A concise body, or the one statement of a loop, gets a block for its variables: `=> { let key; return E; }`,
 * `{ let key; STATEMENT }`. A rewritten arrow has its block already, and `temporaries` of its own.
 */
export interface BodyOperation {
  readonly kind: "body";
  readonly node: ts.ArrowFunction | ts.Statement;
  readonly temporaries: readonly string[];
}

/**
 * In an object whose methods are marked when it is finished, `...E` behind such methods becomes
 * `...tsyncio.spread(E, ["m"])`, so that what it brings is not taken for them.
 */
export interface SpreadOperation {
  readonly kind: "spread";
  readonly node: ts.SpreadAssignment;
  readonly keys: readonly Key[];
}

/**
 * Elements that open a class, in this order:
 *
 *     static #tsyncio = /*#__PURE__*\/ tsyncio.methods(() => this, ["m"], ["s", () => this.#p]);
 *     #tsyncio_m = tsyncio.coroutine(this.#m);
 *
 * and, where the class has decorators, one more behind them: `@((cls) => tsyncio.methods(() => cls, ["m"], ["s"]))`.
 * The first element only where a list holds something. Two more lists hold the async generators among the methods and
 * among the statics; empty lists at the end are left out.
 * They stand first so that every initialiser sees marked methods. A private field, not a static block,
 * and `this` only inside of functions: bundlers drop the class with it when it is unused.
 */
export interface ClassOperation {
  readonly kind: "class";
  readonly node: ts.ClassLikeDeclaration;
  readonly field: string;
  /** A class with decorators: the parameter of one more, innermost, which marks again what the field would mark. */
  readonly decorator: string;
  readonly methods: readonly Key[];
  readonly statics: readonly Key[];
  readonly generators: readonly Key[];
  readonly staticGenerators: readonly Key[];
  /** Private methods of instances, out of reach of static code: one private field each. */
  readonly privates: readonly {
    readonly field: string;
    readonly method: string;
    readonly marker: Marker;
  }[];
}

/**
 * A class expression whose keys must be kept where nothing can declare a variable (a default value, a field, the
 * head of a loop) gets a function around it, and keeps the name that its place gives it. With a computed name,
 * `name` is the parameter that takes it from `computed`, which the keys of the class may assign anew:
 *
 *     ((key) => class {…})()
 *     ((key) => ({ x: class {…} }.x))()
 *     ((key, key_1 = key_2) => ({ [key_1]: class {…} }[key_1]))()
 */
export interface HomeOperation {
  readonly kind: "home";
  readonly node: ts.ClassExpression;
  readonly temporaries: readonly string[];
  readonly name?: Key;
  readonly computed?: string;
  /** Text only: parentheses around it all, as the callee of `new` must not end at ours. */
  readonly parenthesize: boolean;
}

/**
 * An object literal whose methods use `super` keeps them and is marked when finished:
 * `tsyncio.object({ *m(a) {…} }, ["m"])`. The methods themselves are GeneratorOperations. A second list holds
 * the async generators among them.
 */
export interface ObjectOperation {
  readonly kind: "object";
  readonly node: ts.ObjectLiteralExpression;
  readonly keys: readonly Key[];
  readonly generators: readonly Key[];
  /** As in ExpressionOperation. */
  readonly pure?: boolean;
}

/** The lists of keys that mark a class or an object, as arguments: without the empty ones at the end. */
export function markLists(operation: ClassOperation | ObjectOperation): readonly (readonly Key[])[] {
  const lists =
    operation.kind === "object"
      ? [operation.keys, operation.generators]
      : [operation.methods, operation.statics, operation.generators, operation.staticGenerators];
  return withoutEmptyEnd(lists);
}

/** The same for the decorator of a class, which stands outside: what is private is out of its reach. */
export function decoratorLists(operation: ClassOperation): readonly (readonly Key[])[] {
  const isPublic = ({ form }: Key) => form !== "private";
  return withoutEmptyEnd(markLists(operation).map((keys) => keys.filter(isPublic)));
}

function withoutEmptyEnd(lists: readonly (readonly Key[])[]): readonly (readonly Key[])[] {
  const last = lists.filter((keys) => keys.length > 0).at(-1);
  return lists.slice(0, Math.max(1, last ? lists.indexOf(last) + 1 : 0));
}

/** The operations of each node, in the order of the plan. */
export function operationsByNode(plan: Plan): Map<ts.Node, Operation[]> {
  const found = new Map<ts.Node, Operation[]>();
  for (const operation of plan.operations) {
    const known = found.get(operation.node);
    if (known) known.push(operation);
    else found.set(operation.node, [operation]);
  }
  return found;
}
