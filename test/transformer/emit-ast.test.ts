/**
 * The AST emitter carries out a plan and nothing else: the plans here are written by hand, with names that
 * no analysis would choose. Where a form is due is analyze's affair, and is tested there.
 */
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { emitAst } from "../../transformer/emit-ast.ts";
import { findLeftover } from "../../transformer/emit-ast-leftovers.ts";
import type { Operation, RuntimeAccess } from "../../transformer/plan.ts";
import { normalise } from "./support/normalise.ts";

const asModule: RuntimeAccess = { form: "import", name: "R", specifier: "the/runtime" };

/** Finds the first node of a kind, or the first with exactly this text. */
type Find = <T extends ts.Node>(is: (node: ts.Node) => node is T, text?: string) => T;

function emit(
  source: string,
  plan: (find: Find) => Operation[],
  runtime = asModule,
  options: ts.CompilerOptions = {},
): string {
  const before: ts.TransformerFactory<ts.SourceFile> = (context) => (sourceFile) =>
    emitAst({ ts, context }, sourceFile, { runtime, placed: false, operations: plan(finder(sourceFile)) });
  const compilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    ...options,
  };
  return ts.transpileModule(source, { compilerOptions, transformers: { before: [before] } }).outputText;
}

function finder(sourceFile: ts.SourceFile): Find {
  return (is, text) => {
    const visit = (node: ts.Node): ts.Node | undefined =>
      is(node) && (text ?? node.getText(sourceFile)) === node.getText(sourceFile)
        ? node
        : ts.forEachChild(node, visit);
    const found = visit(sourceFile);
    if (!found) throw new Error(`no ${is.name} ${text ?? ""} in the source`);
    return found as never;
  };
}

/** Compares programs, not their looks; the import of the runtime is taken as read. */
function expectProgram(actual: string, expected: string): void {
  expect(normalise(actual)).toBe(normalise(`import * as R from "the/runtime"; ${expected}`));
}

const awaiting = (find: Find, text?: string): Operation => ({
  kind: "await",
  node: find(ts.isAwaitExpression, text),
  parenthesize: false,
  wrapOperand: false,
  semicolon: false,
});

describe("the file reaches the runtime", () => {
  const source = '"use strict";\nasync function f() { await 1; }';
  const statementOf = (form: RuntimeAccess["form"]) =>
    emit(source, (find) => [awaiting(find)], { form, name: "R", specifier: "m" }).split("\n")[1];

  test("by a namespace import, after its directives", () =>
    expect(statementOf("import")).toBe('import * as R from "m";'));
  test("by require in CommonJS", () => expect(statementOf("require")).toBe('const R = require("m");'));
  test("by the shared symbol in a script", () =>
    expect(statementOf("script")).toBe(
      'var R = globalThis[Symbol.for("tsyncio/compiled")] ?? require("m");',
    ));
  test("by a name that CommonJS output declares and uses", () => {
    const code = emit(
      "export const f = async () => await 1;",
      (find) => [
        {
          kind: "expression",
          marker: "coroutine",
          node: find(ts.isArrowFunction),
          name: { form: "none" },
          self: false,
          captures: [],
        },
        awaiting(find),
      ],
      asModule,
      { module: ts.ModuleKind.CommonJS },
    );
    expect(code).toMatch(/const R = .*require\("the\/runtime"\)/);
    expect(code).toContain("R.coroutine(function* ()");
  });
});

describe("functions", () => {
  test("a pair keeps its modifiers outside, its parameters and body inside", () => {
    const code = emit("export default async function f(a, b = 1) { return await a; }", (find) => [
      {
        kind: "pair",
        marker: "coroutine",
        node: find(ts.isFunctionDeclaration),
        generator: "f$7",
        passed: ["f$7"],
        parameters: ["p"],
      },
      awaiting(find),
    ]);
    expectProgram(
      code,
      `export default function f(p) { return R.coroutine(f$7).apply(this, arguments); }
       function* f$7(a, b = 1) { return yield a; }`,
    );
  });

  test("a method becomes a generator in place, decorated where the plan says so", () => {
    const code = emit("class C { @d static async m() {} }", (find) => [
      {
        kind: "generator",
        marker: "coroutine",
        node: find(ts.isMethodDeclaration),
        decorator: true,
        returnType: false,
        semicolon: false,
      },
    ]);
    expectProgram(code, "class C { @d @R.method static *m() {} }");
  });

  test("an arrow becomes a call that carries what it takes from outside", () => {
    const code = emit("const f = async x => x;", (find) => [
      {
        kind: "expression",
        marker: "coroutine",
        node: find(ts.isArrowFunction),
        name: { form: "keyed", key: { form: "string", text: "a b" } },
        self: true,
        captures: [
          { what: "arguments", name: "A" },
          { what: "new.target", name: "N" },
          { what: "this", name: "T" },
          { what: "superGet", name: "G" },
          { what: "superSet", name: "S" },
          { what: "superCall", name: "C" },
        ],
      },
    ]);
    // Not a program by itself: `super` and the rest are legal only where such an arrow stands.
    expect(code.replace(/\s+/g, " ")).toContain(
      'const f = R.coroutine(((A, N, T, G, S, C) => ({ *"a b"(x) { return x; } }["a b"]))' +
        "(arguments, new.target, () => this, key => super[key], (key, value) => super[key] = value, " +
        "(...args) => super(...args)), this);",
    );
  });

  test("an object method becomes a property; `__proto__` stays one", () => {
    const code = emit("({ async __proto__() {} })", (find) => [
      {
        kind: "expression",
        marker: "coroutine",
        node: find(ts.isMethodDeclaration),
        name: { form: "keyed", key: { form: "string", text: "__proto__" } },
        self: false,
        captures: [],
      },
    ]);
    expectProgram(code, '({ ["__proto__"]: R.coroutine({ *["__proto__"]() {} }["__proto__"]) });');
  });
});

describe("marks", () => {
  test("open a block after its directives, temporaries first", () => {
    const code = emit('function g() { "use strict"; h(); }', (find) => [
      {
        kind: "block",
        node: find(ts.isBlock),
        temporaries: ["t", "u"],
        functions: [
          { name: "h", marker: "coroutine" },
          { name: "i", marker: "asyncGenerator" },
        ],
        variables: [{ name: "j", value: "k" }],
      },
    ]);
    expectProgram(
      code,
      'function g() { "use strict"; let t, u; R.coroutine(h); R.asyncGenerator(i); var j = R.named(k, "j"); h(); }',
    );
  });

  test("open a class before its other elements", () => {
    const code = emit("class C { static x = 1; #m() {} #g() {} }", (find) => [
      {
        kind: "class",
        node: find(ts.isClassDeclaration),
        field: "#mark",
        decorator: "",
        methods: [
          { form: "identifier", text: "m" },
          { form: "symbol", text: "iterator" },
        ],
        statics: [
          { form: "number", text: "1" },
          { form: "temporary", text: "key" },
          { form: "private", text: "#s" },
        ],
        generators: [],
        staticGenerators: [{ form: "identifier", text: "g" }],
        privates: [
          { field: "#mark_m", method: "#m", marker: "coroutine" },
          { field: "#mark_g", method: "#g", marker: "asyncGenerator" },
        ],
      },
    ]);
    expect(code).toContain("static #mark = /*#__PURE__*/ R.methods(");
    expectProgram(
      code,
      `class C { static #mark = R.methods(() => this, ["m", Symbol.iterator], [1, key, () => this.#s], [], ["g"]);
       #mark_m = R.coroutine(this.#m); #mark_g = R.asyncGenerator(this.#g); static x = 1; #m() {} #g() {} }`,
    );
  });

  test("wrap an object, and keep a computed key", () => {
    const code = emit("x = { [k()]: 1 };", (find) => [
      {
        kind: "object",
        node: find(ts.isObjectLiteralExpression),
        keys: [],
        generators: [{ form: "temporary", text: "t" }],
      },
      { kind: "key", node: find(ts.isComputedPropertyName), name: "t" },
    ]);
    expectProgram(code, "x = R.object({ [t = R.key(k())]: 1 }, [], [t]);");
  });

  test.each([true, false])("say to a bundler what it may drop, where the plan does: %s", (pure) => {
    const code = emit("x = { m() {} }; const y = () => 1;", (find) => [
      { kind: "object", node: find(ts.isObjectLiteralExpression), keys: [], generators: [], pure },
      {
        kind: "expression",
        marker: "coroutine",
        node: find(ts.isArrowFunction),
        name: { form: "none" },
        self: false,
        captures: [],
        pure,
      },
    ]);
    const comment = pure ? "/*#__PURE__*/ " : "";
    expect(code).toContain(`x = ${comment}R.object(`);
    expect(code).toContain(`y = ${comment}R.coroutine(`);
  });
});

describe("an async generator", () => {
  test("marks what it hands out, delegates to and returns", () => {
    const code = emit(
      "async function* g() { const got = yield x; yield; yield* y; return z, 1; }",
      (find) => [
        {
          kind: "pair",
          marker: "asyncGenerator",
          node: find(ts.isFunctionDeclaration),
          generator: "g$7",
          passed: ["g$7", "g"],
          parameters: [],
        },
        { kind: "yield", node: find(ts.isYieldExpression, "yield x") },
        { kind: "yield", node: find(ts.isYieldExpression, "yield") },
        { kind: "yield", node: find(ts.isYieldExpression, "yield* y") },
        { kind: "return", node: find(ts.isReturnStatement), wrapOperand: true },
      ],
    );
    expectProgram(
      code,
      `function g() { return R.asyncGenerator(g$7, g).apply(this, arguments); }
       function* g$7() { const got = yield R.item(x); yield R.item(); yield* R.delegate(y); return yield (z, 1); }`,
    );
  });

  test("is decorated as such", () => {
    const code = emit("class C { @d async *m() {} }", (find) => [
      {
        kind: "generator",
        marker: "asyncGenerator",
        node: find(ts.isMethodDeclaration),
        decorator: true,
        returnType: false,
        semicolon: false,
      },
    ]);
    expectProgram(code, "class C { @d @R.asyncGeneratorMethod *m() {} }");
  });
});

describe("statements", () => {
  const loop = (source: string) =>
    emit(source, (find) => {
      const node = find(ts.isForOfStatement);
      const outer = ts.isLabeledStatement(node.parent) ? node.parent : node;
      return [{ kind: "forAwait", node, outer, labels: ["l"], iterator: "it", error: "err" }];
    });
  const lowered = (label: string, left: string) =>
    `async function g() { { const it = R.iterate(xs); try { ${label}for (; it.step(yield it.next()); )
     { ${left} f(x); } } catch (err) { it.fail(err); } finally { if (it.open) yield it.close(); } } }`;

  test.each([
    ["const x", "const x = it.value;"],
    ["var [x]", "var [x] = it.value;"],
    ["x", "(x = it.value);"],
    ["{ x }", "({ x } = it.value);"],
  ])("for await (%s of xs)", (left, binding) => {
    const bare = (code: string) => code.replaceAll("async function", "function*");
    const code = loop(`async function g() { l: for await (${left} of xs) f(x); }`);
    expectProgram(bare(code), bare(lowered("l: ", binding)));
  });

  test.each([
    ["simple", "catch (e) { f(e); }", "catch (e) { R.rethrowBaseException(e); f(e); }"],
    ["none", "catch { f(); }", "catch (E) { R.rethrowBaseException(E); f(); }"],
    [
      "pattern",
      "catch ({ a }) { let b = a; }",
      "catch (E) { R.rethrowBaseException(E); let { a } = E; { let b = a; } }",
    ],
  ] as const)("a catch clause with binding %s", (binding, source, expected) => {
    const name = binding === "simple" ? "e" : "E";
    const code = emit(`try { g(); } ${source}`, (find) => [
      { kind: "catch", node: find(ts.isCatchClause), binding, name },
    ]);
    expectProgram(code, `try { g(); } ${expected}`);
  });
});

describe("captures", () => {
  test("stand for `this`, `arguments` and a shorthand", () => {
    const source = "function* f() { return [this.x, { arguments }]; }";
    const replace = (node: ts.Node, name: string, more: object): Operation => ({
      ...{ kind: "replace", node, name, call: false, shorthand: false, parenthesize: false },
      ...more,
    });
    const isThis = (node: ts.Node): node is ts.ThisExpression => node.kind === ts.SyntaxKind.ThisKeyword;
    const code = emit(source, (find) => [
      replace(find(isThis), "self", { call: true }),
      replace(find(ts.isIdentifier, "arguments"), "args", { shorthand: true }),
    ]);
    expectProgram(code, "function* f() { return [self().x, { arguments: args }]; }");
  });

  test("reach `super`", () => {
    const source = "class C { *m() { super.a(1); super.b = 2; super.c **= 3; super.d?.(4); } }";
    const code = emit(source, (find) => [
      { kind: "superMethod", node: find(ts.isCallExpression, "super.a(1)"), self: undefined },
      { kind: "superGet", node: find(ts.isPropertyAccessExpression, "super.a"), name: "get" },
      { kind: "superSet", node: find(ts.isBinaryExpression, "super.b = 2"), name: "set", getter: undefined },
      { kind: "superSet", node: find(ts.isBinaryExpression, "super.c **= 3"), name: "set", getter: "get" },
      { kind: "superMethod", node: find(ts.isCallExpression, "super.d?.(4)"), self: "self" },
      { kind: "superGet", node: find(ts.isPropertyAccessExpression, "super.d"), name: "get" },
    ]);
    expectProgram(
      code,
      `class C { *m() { get("a").call(this, 1); set("b", 2); set("c", get("c") ** (3));
       get("d")?.call(self(), 4); } }`,
    );
  });
});

describe("comments above the first statement stand above the access to the runtime, once:", () => {
  const head = "#!/usr/bin/env node\n/*! licence */\n// more\n";
  const withHead = (statement: string, options?: ts.CompilerOptions) =>
    emit(`${head}${statement}\nf(async () => await 1);`, (find) => [awaiting(find)], asModule, options);

  test.each([
    "const a = 1;",
    "function a() {}",
    "export class A {}",
    'import { a } from "a"; a();',
    "f(await 1);",
  ])("%s", (statement) => {
    const code = withHead(statement);
    expect(code).toContain(`${head}import * as R from "the/runtime";\n`);
    expect(code.match(/licence|more/g)).toHaveLength(2);
  });

  test("in CommonJS as well", () => {
    const code = withHead("export const a = 1;", { module: ts.ModuleKind.CommonJS });
    expect(code.indexOf("licence")).toBeLessThan(code.indexOf("require("));
    expect(code.match(/licence|more/g)).toHaveLength(2);
  });

  test("and of a pair, which keeps the comment behind it", () => {
    const code = emit("/* head */\nasync function f() {} // tail\n", (find) => [
      {
        kind: "pair",
        marker: "coroutine",
        node: find(ts.isFunctionDeclaration),
        generator: "f$",
        passed: ["f$"],
        parameters: [],
      },
    ]);
    expect(code).toMatch(/^\/\* head \*\/\nimport/);
    expect(code.match(/head|tail/g)).toEqual(["head", "tail"]);
  });
});

test("what holds no operation is handed on as it is, and so are the user's imports", () => {
  const source = 'import { type T, used } from "x"; const untouched = () => used; f(async () => await 1);';
  const seen: boolean[] = [];
  const before: ts.TransformerFactory<ts.SourceFile> = (context) => (sourceFile) => {
    const operations = [awaiting(finder(sourceFile))];
    const emitted = emitAst({ ts, context }, sourceFile, { runtime: asModule, placed: false, operations });
    seen.push(...sourceFile.statements.map((statement) => emitted.statements.includes(statement)));
    return emitted;
  };
  ts.transpileModule(source, { transformers: { before: [before] } });
  expect(seen).toEqual([true, true, false]);
});

test("operations are found in a tree that another transformer has been at", () => {
  const rename: ts.TransformerFactory<ts.SourceFile> = (context) => (sourceFile) => {
    const visit = (node: ts.Node): ts.Node =>
      ts.isNumericLiteral(node)
        ? context.factory.createNumericLiteral(2)
        : ts.visitEachChild(node, visit, context);
    return ts.visitEachChild(sourceFile, visit, context);
  };
  const ours: ts.TransformerFactory<ts.SourceFile> = (context) => (sourceFile) => {
    const find = finder(ts.getOriginalNode(sourceFile, ts.isSourceFile));
    return emitAst({ ts, context }, sourceFile, {
      runtime: asModule,
      placed: false,
      operations: [awaiting(find)],
    });
  };
  const { outputText } = ts.transpileModule("f(async () => await 1);", {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
    transformers: { before: [rename, ours] },
  });
  expect(outputText).toContain("yield 2");
});

describe("half a rewrite is found", () => {
  const leftover = (source: string) => {
    const file = ts.createSourceFile("f.ts", source, ts.ScriptTarget.Latest, true);
    return findLeftover(ts, file)?.getText(file);
  };

  test.each([
    ["an await in a generator", "function* f() { await x; }", "await x"],
    ["a yield in an async function", "const f = async () => { (yield x); }", "yield x"],
    ["an await in a plain arrow in an async function", "async () => () => await x", "await x"],
    ["nothing where all is native", "async function f() { await x; } await f();", undefined],
    ["nothing where all is rewritten", "function* f() { yield* (yield x); }", undefined],
    ["nothing in an async generator", "async function* f() { yield await x; }", undefined],
  ])("%s", (_what, source, expected) => expect(leftover(source)).toBe(expected));
});
