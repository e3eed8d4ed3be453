/**
 * The operations of a Plan that stand inside of rewritten functions: awaits, yields, loops, catch clauses,
 * blocks with `await using`, and what an arrow takes from outside. The operations that make a function
 * what it becomes, and the rules for both, are in plan.ts.
 */
import type ts from "typescript";

/** `await x` becomes `yield x`. */
export interface AwaitOperation {
  readonly kind: "await";
  readonly node: ts.AwaitExpression;
  /** Text only: `(yield x)`, where an assignment expression may not stand. */
  readonly parenthesize: boolean;
  /** Text only: `yield (x)`, as a line break follows the `await`, which `yield` does not allow. */
  readonly wrapOperand: boolean;
  /** Text only: `;` before the parenthesis, which else would call the line above. */
  readonly semicolon: boolean;
}

/**
 * `yield v` of an async generator becomes `yield tsyncio.item(v)`, which tells what it hands out from what it
 * awaits; `yield* x` becomes `yield* tsyncio.delegate(x)`.
 */
export interface YieldOperation {
  readonly kind: "yield";
  readonly node: ts.YieldExpression;
}

/** `return x` of an async generator becomes `return yield x`: it is awaited where a catch around it sees it fail. */
export interface ReturnOperation {
  readonly kind: "return";
  readonly node: ts.ReturnStatement;
  /** Text only: `return yield (x, y)`. */
  readonly wrapOperand: boolean;
}

/**
 * `labels: for await (LEFT of E) BODY` becomes, with `iterator` and `error` for the chosen names:
 *
 *     { const iterator = tsyncio.iterate(E); try { labels: for (; iterator.step(yield iterator.next()); )
 *     { LEFT = iterator.value; BODY } } catch (error) { iterator.fail(error); }
 *     finally { if (iterator.open) yield iterator.close(); } }
 *
 * A declaration LEFT keeps its keyword (`const x = iterator.value;`), a target is put in parentheses as a
 * whole: `(x = iterator.value);`. BODY stays a statement of its own: it may declare LEFT's names anew.
 * Nested loops use the same names: the blocks keep them apart.
 */
export interface ForAwaitOperation {
  readonly kind: "forAwait";
  readonly node: ts.ForOfStatement;
  /** The outermost label of the loop, around which the block goes; the loop itself without labels. */
  readonly outer: ts.LabeledStatement | ts.ForOfStatement;
  readonly labels: readonly string[];
  readonly iterator: string;
  readonly error: string;
  /**
   * E names what LEFT declares, which is in its dead zone there and must not mean another variable. The names are
   * declared where E stands, and the declaration is never reached:
   *
   *     { let iterator; scope: { iterator = tsyncio.iterate(E); break scope; let x; } try { …
   */
  readonly hidden?: { readonly scope: string; readonly names: readonly string[] };
  /** LEFT is an `await using`: the inner block is wrapped as in ForUsingOperation, with `iterator.value`. */
  readonly resources?: string;
}

/**
 * A block with an `await using` in it. Its statements, after its directives, go into a try:
 *
 *     const resources = tsyncio.resources(); try { … }
 *     catch (error) { resources.fail(error); } finally { yield resources.exit(); }
 *
 * The opening stands before that of a BlockOperation, so that functions are marked where they are declared.
 * A loop `for (await using x = E; …)` goes into such a block as a whole, from its outermost label on.
 */
export interface ResourcesOperation {
  readonly kind: "resources";
  readonly node: ts.Block | ts.ForStatement | ts.LabeledStatement;
  readonly resources: string;
  readonly error: string;
}

/**
 * `await using x = E, y = F` becomes `const x = yield resources.enter(E), y = yield resources.enter(F)`; a
 * `using` in the same block `const x = resources.use(E)`.
 */
export interface UsingOperation {
  readonly kind: "using";
  readonly node: ts.VariableDeclarationList;
  readonly resources: string;
  readonly awaited: boolean;
  /** Those whose anonymous function or class gets the name of its variable: `E` is `{ x: E }.x`. */
  readonly named: ReadonlySet<ts.VariableDeclaration>;
}

/**
 * `for (await using x of E) BODY` becomes, with `resource` for the chosen name and the try as above,
 * `for (const resource of E) { const resources = tsyncio.resources(); try { const x = yield
 * resources.enter(resource); BODY } … }`.
 */
export interface ForUsingOperation {
  readonly kind: "forUsing";
  readonly node: ts.ForOfStatement;
  readonly resource: string;
  readonly resources: string;
  readonly error: string;
}

/**
 * A clause that lets a BaseException pass. By the binding:
 *
 * - `simple`:  `catch (e) { tsyncio.rethrowBaseException(e); …`
 * - `none`:    `catch (error) { tsyncio.rethrowBaseException(error); …`
 * - `pattern`: `catch (error) { tsyncio.rethrowBaseException(error); let { a } = error; { … } }`
 *
 * The check is the first statement, before those of a BlockOperation on the same block; in the form
 * `pattern` the block of the source, with what opens it, is the inner one.
 */
export interface CatchOperation {
  readonly kind: "catch";
  readonly node: ts.CatchClause;
  readonly binding: "simple" | "none" | "pattern";
  readonly name: string;
}

/**
 * `arguments`, `new.target` or `this` inside a rewritten arrow becomes the captured `name`; so does the name of a
 * function that goes by another one (see `variables` of BlockOperation).
 */
export interface ReplaceOperation {
  readonly kind: "replace";
  readonly node: ts.Node;
  readonly name: string;
  /** `name()`: the captured `this` of a constructor. */
  readonly call: boolean;
  /** `name.value`: a variable that is written. */
  readonly value?: boolean;
  /** `{ arguments }` becomes `{ arguments: name }`. The node is the identifier of the shorthand. */
  readonly shorthand: boolean;
  /** Text only: `(name())`, as the callee of `new` must not end at our parentheses. */
  readonly parenthesize: boolean;
}

/** `arguments = function () {}` becomes `name.value = { arguments: function () {} }.arguments`: the variable named it. */
export interface NameOperation {
  readonly kind: "name";
  readonly node: ts.FunctionExpression | ts.ArrowFunction | ts.ClassExpression;
  readonly name: string;
}

/** `delete (arguments)` becomes `(name())`: the captured function deletes. The operand is a ReplaceOperation. */
export interface DeleteOperation {
  readonly kind: "delete";
  readonly node: ts.DeleteExpression;
}

/** `super.x` becomes `name("x")`, `super[k]` becomes `name(k)`. */
export interface SuperGetOperation {
  readonly kind: "superGet";
  readonly node: ts.PropertyAccessExpression | ts.ElementAccessExpression;
  readonly name: string;
}

/**
 * `super.m(a)` becomes `name("m").call(SELF, a)`; `super.m?.(a)` keeps its `?.`. The callee carries a
 * SuperGetOperation, so that only `.call` and the first argument are added here.
 */
export interface SuperMethodOperation {
  readonly kind: "superMethod";
  readonly node: ts.CallExpression;
  /** SELF: `this`, or a name to call, as in ReplaceOperation. */
  readonly self: string | undefined;
}

/** `super.tag`x`` becomes `name("tag").bind(SELF)`x``; SELF and the tag itself as in SuperMethodOperation. */
export interface SuperTagOperation {
  readonly kind: "superTag";
  readonly node: ts.TaggedTemplateExpression;
  readonly self: string | undefined;
}

/** `super.x++` becomes `name("x").value++`, `[super[k]] = []` becomes `[name(k).value] = []`. */
export interface SuperReferenceOperation {
  readonly kind: "superReference";
  readonly node: ts.PropertyAccessExpression | ts.ElementAccessExpression;
  readonly name: string;
}

/**
 * `super.x = v` becomes `name("x", v)`; `super.x += v` becomes `name("x", getter("x") + (v))`. A computed
 * key only comes with plain `=`.
 */
export interface SuperSetOperation {
  readonly kind: "superSet";
  readonly node: ts.BinaryExpression;
  readonly name: string;
  /** The getter of a compound assignment. */
  readonly getter: string | undefined;
}

/** `super(a)` becomes `name(a)`. */
export interface SuperCallOperation {
  readonly kind: "superCall";
  readonly node: ts.CallExpression;
  readonly name: string;
}

/**
 * With the option `debug`: `f(x)` becomes `tsyncio.created(f(x))`, or `tsyncio.dropped(f(x))` where it is a
 * statement by itself, so that the runtime can report a coroutine that nobody awaits.
 */
export interface CallOperation {
  readonly kind: "call";
  readonly node: ts.CallExpression;
  readonly report: "created" | "dropped";
}

/** Text only: `;` after a statement or field that ended by itself before its arrow became a call. */
export interface SemicolonOperation {
  readonly kind: "semicolon";
  readonly node: ts.Node;
}
