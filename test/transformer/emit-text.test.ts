/** What the text looks like, form by form. What it does is the affair of the fixtures. */
import { describe, expect, test } from "vitest";
import { transform } from "../../transformer/index.ts";

const access = 'import * as tsyncio from "tsyncio/compiled"; ';

/** The rewritten text without the access to the runtime, and without what only bundlers read at calls. */
function rewrite(code: string, filename = "a.ts"): string {
  const result = transform(code, { filename });
  expect(result.diagnostics).toEqual([]);
  expect(result.code).toContain(access);
  return result.code
    .replace(access, "")
    .replaceAll(/\/\*#__PURE__\*\/ (?=tsyncio\.(coroutine|asyncGenerator|object)\()/g, "");
}

/** The rewritten body of an async function. */
function rewriteBody(body: string): string {
  const [, inner] =
    /\/\*<\*\/([\s\S]*)\/\*>\*\//.exec(rewrite(`async function f() {/*<*/${body}/*>*/}`)) ?? [];
  return inner ?? "";
}

const hoisted = "return tsyncio.coroutine(f$).apply(this, arguments);";

describe("a declaration of a module becomes a pair", () => {
  test.each([
    ["async function f() {}", `function f() { ${hoisted} } function* f$() {}`],
    ["export async function f(a, b = 1) {}", `export function f(a) { ${hoisted} } function* f$(a, b = 1) {}`],
    [
      "async function f<T>(a: T, ...b: T[]): Promise<T> {}",
      `function f(a) { ${hoisted} } function* f$<T>(a: T, ...b: T[]): Promise<T> {}`,
    ],
    [
      "async function f(this: X, { a }, [b]) {}",
      `function f(arg0, arg1) { ${hoisted} } function* f$(this: X, { a }, [b]) {}`,
    ],
    [
      "export default async function () {}",
      "export default function() { return tsyncio.coroutine(default$).apply(this, arguments); } function* default$() {}",
    ],
    [
      "let f$; async function f() {}",
      "let f$; function f() { return tsyncio.coroutine(f$_1).apply(this, arguments); } function* f$_1() {}",
    ],
  ])("%s", (code, expected) => expect(rewrite(code)).toBe(expected));

  test("whose parameters do not hide it", () => {
    expect(rewrite("async function f(f, a) {}")).toBe(
      `function f(arg0, a) { ${hoisted} } function* f$(f, a) {}`,
    );
  });
});

describe("a declaration of a script is marked before all else, as nothing can call it earlier:", () => {
  const runtime = 'const tsyncio = require("tsyncio/compiled");';

  test.each([
    ["async function f(a) {}", `${runtime} tsyncio.coroutine(f); function* f(a) {}`],
    [
      '"use strict"; exports.g = g; async function* g() {}',
      `"use strict"; ${runtime} tsyncio.asyncGenerator(g); exports.g = g; function* g() {}`,
    ],
    [
      "async function f() {} async function f(a) {} function g() {}",
      `${runtime} tsyncio.coroutine(f); function* f() {} function* f(a) {} function g() {}`,
    ],
    ["async function f() {} function f(a) {}", `${runtime} function* f() {} function f(a) {}`],
  ])("%s", (code, expected) => {
    expect(transform(code, { filename: "a.cjs" }).code).toBe(expected);
  });
});

test("a nested declaration is marked where its block opens, behind directives", () => {
  expect(rewriteBody("async function g() {}")).toBe("function* g() {}");
  expect(rewrite('function outer() { "use strict"; g(); async function g() {} }')).toBe(
    'function outer() { "use strict"; tsyncio.coroutine(g); g(); function* g() {} }',
  );
  expect(rewrite("if (x) {\n  async function g() {}\n}")).toBe(
    "if (x) { tsyncio.coroutine(g);\n  function* g() {}\n}",
  );
});

describe("an expression becomes a call", () => {
  test.each([
    ["const f = async () => {};", "const f = tsyncio.coroutine(function* f() {});"],
    ["const f = async x => x;", "const f = tsyncio.coroutine(function* f(x) { return x; });"],
    ["const f = async (x) =>x;", "const f = tsyncio.coroutine(function* f(x) { return x; });"],
    ["const f = async (x) =>\n  x;", "const f = tsyncio.coroutine(function* f(x) { return (\n  x); });"],
    ["const f = async () => ({});", "const f = tsyncio.coroutine(function* f() { return ({}); });"],
    [
      "const f = async <T,>(x: T): Promise<T> => {};",
      "const f = tsyncio.coroutine(function* f<T,>(x: T): Promise<T> {});",
    ],
    ["const f = async function () {};", "const f = tsyncio.coroutine(function* f() {});"],
    ["const f = async function g() {};", "const f = tsyncio.coroutine(function* g() {});"],
    ["call(async () => {});", "call(tsyncio.coroutine(function* () {}));"],
    ["new async function () {}.x();", "new (tsyncio.coroutine(function* () {})).x();"],
    ["call(async function () {});", "call(tsyncio.coroutine(function* () {}));"],
    ["const f = async () => f();", "const f = tsyncio.coroutine(function* f() { return f(); });"],
    ["let f = async () => f();", "let f = tsyncio.coroutine({ *f() { return f(); } }.f);"],
    ["let f = async (f) => f();", "let f = tsyncio.coroutine(function* f(f) { return f(); });"],
    ['let f = async () => eval("f");', 'let f = tsyncio.coroutine({ *f() { return eval("f"); } }.f);'],
    ["export default async () => {};", "export default tsyncio.coroutine({ *default() {} }.default);"],
    ["const f = async () => this;", "const f = tsyncio.coroutine(function* f() { return this; }, this);"],
    [
      "const f = async () => f.call(this);",
      "const f = tsyncio.coroutine({ *f() { return f.call(this); } }.f, this);",
    ],
    ["({ async m() {} });", "({ m: tsyncio.coroutine(function* m() {}) });"],
    ["({ async m() { m; } });", "({ m: tsyncio.coroutine({ *m() { m; } }.m) });"],
    ["({ async 'a b'() {} });", `({ 'a b': tsyncio.coroutine({ *"a b"() {} }["a b"]) });`],
    ["({ async 1() {} });", "({ 1: tsyncio.coroutine({ *1() {} }[1]) });"],
    [
      "({ async [Symbol.iterator]() {} });",
      "({ [Symbol.iterator]: tsyncio.coroutine({ *[Symbol.iterator]() {} }[Symbol.iterator]) });",
    ],
    [
      "({ async [k]() {} });",
      "let key; ({ [key = tsyncio.key(k)]: tsyncio.coroutine({ *[key]() {} }[key]) });",
    ],
    [
      "({ async __proto__() {} });",
      '({ ["__proto__"]: tsyncio.coroutine({ *["__proto__"]() {} }["__proto__"]) });',
    ],
    ["({ __proto__: async () => {} });", "({ __proto__: tsyncio.coroutine(function* () {}) });"],
    ["({ async m() { super.m(); } });", '(tsyncio.object({ *m() { super.m(); } }, ["m"]));'],
  ])("%s", (code, expected) => expect(rewrite(code)).toBe(expected));
});

describe("a call that a bundler may drop with what holds it is marked so", () => {
  const text = (code: string) => transform(code, { filename: "a.ts" }).code.replace(access, "");

  test.each([
    [
      "export const f = async () => {};",
      "export const f = /*#__PURE__*/ tsyncio.coroutine(function* f() {});",
    ],
    ["const o = { async m() {} };", "const o = { m: /*#__PURE__*/ tsyncio.coroutine(function* m() {}) };"],
    [
      "const o = { async m() { super.m(); } };",
      'const o = /*#__PURE__*/ tsyncio.object({ *m() { super.m(); } }, ["m"]);',
    ],
  ])("%s", (code, expected) => expect(text(code)).toBe(expected));

  test.each([
    "call(async () => {});",
    "function outer() { const f = async () => {}; }",
    "class A { f = async () => {}; }",
    "const g = () => ({ async m() {} });",
  ])("but not in %s", (code) => expect(text(code)).not.toContain("PURE"));
});

describe("an arrow is given what it takes from outside", () => {
  const inMethod = (body: string) => {
    const [, inner] =
      /\/\*<\*\/([\s\S]*)\/\*>\*\//.exec(rewrite(`class A extends B { m() {/*<*/${body}/*>*/} }`)) ?? [];
    return inner;
  };

  test.each([
    ["async () => arguments", "tsyncio.coroutine(((args) => function* () { return args; })(arguments))"],
    [
      "f = async () => new.target",
      "f = tsyncio.coroutine(((newTarget) => function* f() { return newTarget; })(new.target))",
    ],
    [
      "async () => ({ arguments })",
      "tsyncio.coroutine(((args) => function* () { return ({ arguments: args }); })(arguments))",
    ],
    [
      "f = async () => f(arguments)",
      "f = tsyncio.coroutine(((args) => ({ *f() { return f(args); } }.f))(arguments))",
    ],
    [
      "async () => super.m(1)",
      'tsyncio.coroutine(((superGet) => function* () { return superGet("m").call(this, 1); })((key) => super[key]), this)',
    ],
    [
      "async () => super.m?.()",
      'tsyncio.coroutine(((superGet) => function* () { return superGet("m")?.call(this); })((key) => super[key]), this)',
    ],
    [
      "async () => super[k]",
      "tsyncio.coroutine(((superGet) => function* () { return superGet(k); })((key) => super[key]))",
    ],
    [
      "async () => { super.x = 1; }",
      'tsyncio.coroutine(((superSet) => function* () { superSet("x", 1); })((key, value) => super[key] = value))',
    ],
    [
      "async () => { super[k] = 1; }",
      "tsyncio.coroutine(((superSet) => function* () { superSet(k, 1); })((key, value) => super[key] = value))",
    ],
    [
      "async () => { super.x **= 1; }",
      'tsyncio.coroutine(((superGet, superSet) => function* () { superSet("x", superGet("x") ** ( 1)); })((key) => super[key], (key, value) => super[key] = value))',
    ],
    [
      "async () => async () => this",
      "tsyncio.coroutine(function* () { return tsyncio.coroutine(function* () { return this; }, this); }, this)",
    ],
    [
      "async () => async () => arguments",
      "tsyncio.coroutine(((args) => function* () { return tsyncio.coroutine(function* () { return args; }); })(arguments))",
    ],
    [
      "async () => function () { return [this, arguments]; }",
      "tsyncio.coroutine(function* () { return function () { return [this, arguments]; }; })",
    ],
  ])("%s", (code, expected) => expect(inMethod(code)).toBe(expected));

  test("in a constructor before super(…), `this` only when it is needed", () => {
    const code = rewrite(
      "class A extends B { constructor() { const f = async () => new this.X(this); super(); const g = async () => this; } }",
    );
    expect(code).toContain("((self) => function* f() { return new (self()).X(self()); })(() => this)");
    expect(code).toContain("tsyncio.coroutine(function* g() { return this; }, this)");
  });
});

describe("rare forms:", () => {
  const inArrow = (body: string) =>
    /function\* \(\) \{ (.*) \}\)\(/.exec(
      rewrite(`class A extends B { m() { return async () => { ${body} }; } }`),
    )?.[1];

  test.each([
    ["super.x++;", 'superReference("x").value++;'],
    ["--super[k];", "--superReference(k).value;"],
    ["super.x ??= 1;", 'superReference("x").value ??= 1;'],
    ["super[k] += 1;", "superReference(k).value += 1;"],
    ["[super.x, ...super[k]] = y;", '[superReference("x").value, ...superReference(k).value] = y;'],
    ["({ a: super.x = 1 } = y);", '({ a: superReference("x").value = 1 } = y);'],
    ["for (super.x of y);", 'for (superReference("x").value of y);'],
    ["(super.x) = 1;", '(superReference("x").value) = 1;'],
    ["delete super.x;", 'delete superDelete("x");'],
    ["super.x`y`;", 'superGet("x").bind(this)`y`;'],
  ])("%s", (code, expected) => expect(inArrow(code)).toBe(expected));

  test.each([
    [
      "const f = async () => new arguments.x();",
      "const f = tsyncio.coroutine(((args) => function* f() { return new (args()).x(); })(() => arguments));",
    ],
    [
      "const f = async () => typeof arguments;",
      'const f = tsyncio.coroutine(((typeofArgs) => function* f() { return typeof typeofArgs(); })(() => typeof arguments === "undefined" ? undefined : arguments));',
    ],
    [
      "class A { static async constructor() {} }",
      'class A { static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [], ["constructor"]); static *constructor() {} }',
    ],
    [
      "({ async m() { super.m(); }, ...a, async n() { super.n(); }, ...b });",
      '(tsyncio.object({ *m() { super.m(); }, ...tsyncio.spread(a, ["m"]), *n() { super.n(); }, ...tsyncio.spread(b, ["m", "n"]) }, ["m", "n"]));',
    ],
    [
      "f(() => class { async [k()]() {} });",
      "f(() => { let key; return class { static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [key]); *[key = tsyncio.key(k())]() {} }; });",
    ],
    [
      "f(async () =>\n  class { [k()] = async () => {}; });",
      "f(tsyncio.coroutine(function* () { let key; return (\n  class { [key = tsyncio.key(k())] = tsyncio.coroutine({ *[key]() {} }[key]); }); }));",
    ],
    [
      "for (const k of l) f(class { async [k()]() {} });",
      "for (const k of l) { let key; f(class { static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [key]); *[key = tsyncio.key(k())]() {} }); }",
    ],
    ["const f = async () => eval(t);", "const f = tsyncio.coroutine({ *f() { return eval(t); } }.f, this);"],
    ["(async () => eval('this'))();", "(tsyncio.coroutine(function* () { return eval('this'); }, this))();"],
  ])("%s", (code, expected) => expect(rewrite(code)).toBe(expected));

  test("a `for await` whose iterable names what the loop declares", () => {
    expect(rewriteBody("for await (const [x] of f(x)) y;")).toContain(
      "{ let iterator; scope: { iterator = tsyncio.iterate(f(x)); break scope; let x; } try { for (; iterator.step(yield iterator.next()); ) { const [x] = iterator.value; y; } }",
    );
  });

  const sloppy = (code: string) =>
    transform(code, { filename: "a.cjs" }).code.replace(/^const tsyncio = .*?; /, "");

  test.each([
    [
      "switch (x) { default: y; case f(): async function f() {} async function* g() {} }",
      "switch (x) { default: y; case (tsyncio.coroutine(f), tsyncio.asyncGenerator(g), f()): function* f() {} function* g() {} }",
    ],
    [
      "switch (x) { default: y; async function f() {} }",
      "switch (x) { default: tsyncio.coroutine(f); y; function* f() {} }",
    ],
    [
      "let f = async function (a, a) { f; };",
      "let f = /*#__PURE__*/ tsyncio.coroutine({ f: function* (a, a) { f; } }.f);",
    ],
  ])("in sloppy code, %s", (code, expected) => expect(sloppy(code)).toBe(expected));
});

describe("a class", () => {
  test.each([
    [
      "class A { async m() {} }",
      '{ static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, ["m"]); *m() {} }',
    ],
    [
      "class A { static async m() {} }",
      '{ static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [], ["m"]); static *m() {} }',
    ],
    ["class A { async #m() {} }", "{ #tsyncio_m = tsyncio.coroutine(this.#m); *#m() {} }"],
    [
      "class A { static async #m() {} }",
      "{ static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [], [() => this.#m]); static *#m() {} }",
    ],
    [
      "class A { async [Symbol.iterator]() {} }",
      "{ static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [Symbol.iterator]); *[Symbol.iterator]() {} }",
    ],
    [
      "class A { private override async m?(): X {} }",
      '{ static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, ["m"]); private override *m?(): X {} }',
    ],
    ["class A { @d async m() {} }", "{ @d @tsyncio.method *m(): Promise<any> {} }"],
    ["class A { @d async m(): Promise<void> {} }", "{ @d @tsyncio.method *m(): Promise<void> {} }"],
    [
      "class A { async m(@p x: X) {} }",
      '{ static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, ["m"]); *m(@p x: X): Promise<any> {} }',
    ],
    [
      "class A { x = 1\nasync m() {} }",
      '{ static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, ["m"]); x = 1\n;*m() {} }',
    ],
    [
      "class A { x = 1\nstatic async m() {} }",
      '{ static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [], ["m"]); x = 1\nstatic *m() {} }',
    ],
    ["class A { f = async () => {}\n*g() {} }", "{ f = tsyncio.coroutine(function* f() {});\n*g() {} }"],
    ["class A { #f = async () => {}; }", '{ #f = tsyncio.coroutine({ *"#f"() {} }["#f"]); }'],
    [
      "class A { abstract m(): X; m(): X; async m() {} }",
      '{ static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, ["m"]); abstract m(): X; m(): X; *m() {} }',
    ],
  ])("%s", (code, expected) => expect(rewrite(code)).toBe(`class A ${expected}`));

  test.each([
    [
      "@d class A { async m() {} static async s() {} }",
      'tsyncio.methods(() => cls, ["m"], ["s"])) class A { static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, ["m"], ["s"]); *m() {} static *s() {} }',
    ],
    [
      "@d class A { static async *#s() {} async m(cls) {} }",
      'tsyncio.methods(() => cls_1, ["m"])) class A { static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, ["m"], [], [], [() => this.#s]); static *#s() {} *m(cls) {} }',
    ],
  ])("with decorators of its own is marked by one more, too: %s", (code, expected) => {
    expect(rewrite(code).replace(/@d @\(\(cls(_1)?\) => /, "")).toBe(expected);
  });

  test("with decorators on itself alone, or only on private methods, needs no decorator more", () => {
    expect(rewrite("@d class A { @e async m() {} async #p() {} }")).toBe(
      "@d class A { #tsyncio_p = tsyncio.coroutine(this.#p); @e @tsyncio.method *m(): Promise<any> {} *#p() {} }",
    );
  });

  test("marks by the key of a computed name, evaluated once", () => {
    expect(rewrite("class A { async [k()]() {} }")).toBe(
      "let key; class A { static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [key]); *[key = tsyncio.key(k())]() {} }",
    );
  });
});

describe("an await", () => {
  test.each([
    ["await x;", "yield x;"],
    ["a = await x;", "a = yield x;"],
    ["a + await x;", "a + (yield x);"],
    ["(await x).y;", "(yield x).y;"],
    ["f(await x, ...await y);", "f(yield x, ...yield y);"],
    ["await x ? await y : await z;", "(yield x) ? yield y : yield z;"],
    ["-await x;", "-(yield x);"],
    ["await await x;", "yield yield x;"],
    ["await x, await y;", "yield x, yield y;"],
    ["a = (await x) as T;", "a = (yield x) as T;"],
    ["a = await x as T;", "a = yield x as T;"],
    ["a = 1 + (await x as T);", "a = 1 + (yield x as T);"],
    ["a ?? await x as T;", "a ?? (yield x) as T;"],
    ["a = <T>await x;", "a = <T>(yield x);"],
    ["a[await x];", "a[yield x];"],
    ["new (await x)(await y);", "new (yield x)(yield y);"],
    [`\`\${await x}\`;`, `\`\${yield x}\`;`],
    ["await\n  x;", "yield (\n  x);"],
    ["await /*\n*/ x;", "yield ( /*\n*/ x);"],
    ["a + await\n  x;", "a + (yield (\n  x));"],
    ["let a = b\nawait x + 1", "let a = b\n;(yield x) + 1"],
    ["let a = b;\nawait x + 1", "let a = b;\n(yield x) + 1"],
    ["if (a) b\nawait x + 1", "if (a) b\n;(yield x) + 1"],
    ["if (a) {}\nawait x + 1", "if (a) {}\n(yield x) + 1"],
    ["if (a) await x + 1", "if (a) (yield x) + 1"],
    ["let a = b\nawait x", "let a = b\nyield x"],
  ])("%s", (code, expected) => expect(rewriteBody(code)).toBe(expected));

  test("stays in what is not rewritten", () => {
    expect(rewrite("const x = await top; const f = async () => await x;")).toBe(
      "const x = await top; const f = tsyncio.coroutine(function* f() { return yield x; });",
    );
  });
});

describe("an async generator", () => {
  const pair = "return tsyncio.asyncGenerator(g$, g).apply(this, arguments); }";

  test.each([
    ["async function* g(a) {}", `function g(a) { ${pair} function* g$(a) {}`],
    ["async function *g() {}", `function g() { ${pair} function* g$() {}`],
    ["async function*g() {}", `function g() { ${pair} function* g$() {}`],
    ["async function * g() {}", `function g() { ${pair} function* g$() {}`],
    ["async function*/* c */g() {}", `function /* c */g() { ${pair} function* g$() {}`],
    [
      "export default async function* () {}",
      "export default function() { return tsyncio.asyncGenerator(default$).apply(this, arguments); } function* default$() {}",
    ],
    ["f(async function* () {});", "f(tsyncio.asyncGenerator(function* () {}));"],
    ["f(async function*() {});", "f(tsyncio.asyncGenerator(function* () {}));"],
    ["f(async function* g() {});", "f(tsyncio.asyncGenerator(function* g() {}));"],
    ["const g = async function* () {};", "const g = tsyncio.asyncGenerator(function* g() {});"],
    ["({ async *g() {} });", "({ g: tsyncio.asyncGenerator(function* g() {}) });"],
    ["({ async * g() { g; } });", "({ g: tsyncio.asyncGenerator({ *g() { g; } }.g) });"],
    [
      "({ async *a() { super.a; }, async b() { super.b; } });",
      '(tsyncio.object({ *a() { super.a; }, *b() { super.b; } }, ["b"], ["a"]));',
    ],
    [
      "function f() { async function* g() {} async function h() {} }",
      "function f() { tsyncio.asyncGenerator(g); tsyncio.coroutine(h); function* g() {} function* h() {} }",
    ],
    ["class A { async *#g() {} }", "class A { #tsyncio_g = tsyncio.asyncGenerator(this.#g); *#g() {} }"],
    [
      "class A { static async *#g() {} static async * [1]() {} async *h() {} async i() {} }",
      'class A { static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, ["i"], [], ["h"], [() => this.#g, 1]); static *#g() {} static * [1]() {} *h() {} *i() {} }',
    ],
    ["class A { @d async *g() {} }", "class A { @d @tsyncio.asyncGeneratorMethod *g() {} }"],
    [
      "@d class A { async *g() {} }",
      '@d @((cls) => tsyncio.methods(() => cls, [], [], ["g"])) class A { static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [], [], ["g"]); *g() {} }',
    ],
    [
      "class A { x = 1\nasync *m() {} }",
      'class A { static #tsyncio = /*#__PURE__*/ tsyncio.methods(() => this, [], [], ["m"]); x = 1\n;*m() {} }',
    ],
  ])("%s", (code, expected) => expect(rewrite(code)).toBe(expected));

  const body = (code: string) =>
    /\/\*<\*\/([\s\S]*)\/\*>\*\//.exec(rewrite(`async function* f() {/*<*/${code}/*>*/}`))?.[1];

  test.each([
    ["yield x;", "yield tsyncio.item(x);"],
    ["a = yield x;", "a = yield tsyncio.item(x);"],
    ["f(yield, [yield]);", "f(yield tsyncio.item(), [yield tsyncio.item()]);"],
    ["yield yield x;", "yield tsyncio.item(yield tsyncio.item(x));"],
    ["yield await x;", "yield tsyncio.item(yield x);"],
    ["await (yield x);", "yield (yield tsyncio.item(x));"],
    ["a + (yield x);", "a + (yield tsyncio.item(x));"],
    ["yield x, y;", "yield tsyncio.item(x), y;"],
    ["yield* x;", "yield* tsyncio.delegate(x);"],
    ["yield *\n  await x;", "yield *\n  tsyncio.delegate(yield x);"],
    ["return;", "return;"],
    ["return x;", "return yield x;"],
    ["return x, y;", "return yield (x, y);"],
    ["return (x, y);", "return yield (x, y);"],
    ["return await x;", "return yield yield x;"],
    ["return yield x;", "return yield yield tsyncio.item(x);"],
    ["function* g() { yield x; return y; }", "function* g() { yield x; return y; }"],
    ["yield\n(x)", "yield tsyncio.item();\n(x)"],
    ["a = yield\n[x]", "a = yield tsyncio.item();\n[x]"],
    ["yield\nx", "yield tsyncio.item()\nx"],
    ["yield async () => {}\n(x)", "yield tsyncio.item(tsyncio.coroutine(function* () {}));\n(x)"],
  ])("%j", (code, expected) => expect(body(code)).toBe(expected));

  test("hands out only what is its own", () => {
    expect(rewrite("const f = async () => { function* g() { yield 1; return 2; } };")).toBe(
      "const f = tsyncio.coroutine(function* f() { function* g() { yield 1; return 2; } });",
    );
  });
});

describe("a word that stood against a bracket stays a word:", () => {
  test.each([
    ["return(x);", "return yield (x);"],
    ["yield(x);", "yield tsyncio.item((x));"],
    ["yield[x];", "yield tsyncio.item([x]);"],
    ["yield*(x);", "yield*tsyncio.delegate((x));"],
    ["await(x);", "yield(x);"],
    ["return{async m(){super.m()}};", 'return yield tsyncio.object({*m(){super.m()}}, ["m"]);'],
  ])("%s", (code, expected) => {
    const [, inner] =
      /\/\*<\*\/([\s\S]*)\/\*>\*\//.exec(rewrite(`async function* f() {/*<*/${code}/*>*/}`)) ?? [];
    expect(inner).toBe(expected);
  });

  test.each([
    ["if (a) b; else(f)();", "if (a) b; else tsyncio.dropped((f)());"],
    ["return(f)().g;", "return tsyncio.created((f)()).g;"],
    ["a = typeof(f)();", "a = typeof tsyncio.created((f)());"],
  ])("%s", (code, expected) => {
    const rewritten = transform(`const h = async () => {${code}};`, { filename: "a.ts", debug: true }).code;
    expect(rewritten).toContain(`{${expected}}`);
  });
});

describe("a `for await`", () => {
  const loop = (head: string, body: string, label = "") =>
    `${head} try { ${label}for (; iterator.step(yield iterator.next()); ) { ${body} } } catch (error) { iterator.fail(error); } finally { if (iterator.open) yield iterator.close(); } }`;

  test.each([
    [
      "for await (const x of y) z;",
      loop("{ const iterator = tsyncio.iterate(y);", "const x = iterator.value; z;"),
    ],
    ["for await (x of y) {}", loop("{ const iterator = tsyncio.iterate(y);", "(x = iterator.value); {}")],
    [
      "for await ({ a } of await y) {}",
      loop("{ const iterator = tsyncio.iterate(yield y);", "({ a } = iterator.value); {}"),
    ],
    [
      "a: b: for await (var x of y) break a;",
      loop("{ const iterator = tsyncio.iterate(y);", "var x = iterator.value; break a;", "a: b: "),
    ],
  ])("%s", (code, expected) => expect(rewriteBody(code)).toBe(expected));
});

describe("a catch clause around an await", () => {
  test.each([
    ["catch (e) { f(e); }", "catch (e) { tsyncio.rethrowBaseException(e); f(e); }"],
    ["catch { f(); }", "catch (error) { tsyncio.rethrowBaseException(error); f(); }"],
    [
      "catch ({ a }) { f(a); }",
      "catch (error) { tsyncio.rethrowBaseException(error); let { a } = error; { f(a); } }",
    ],
    [
      "catch (e) { async function g() {} }",
      "catch (e) { tsyncio.rethrowBaseException(e); tsyncio.coroutine(g); function* g() {} }",
    ],
  ])("%s", (clause, expected) =>
    expect(rewriteBody(`try { await x; } ${clause}`)).toBe(`try { yield x; } ${expected}`),
  );
});

describe("with the option debug, a call", () => {
  const debugged = (code: string) =>
    transform(code, { filename: "a.ts", debug: true })
      .code.replace(access, "")
      .replace(/^function.*\n/, "");
  const inside = (body: string) =>
    /\/\*<\*\/([\s\S]*)\/\*>\*\//.exec(debugged(`async function* f() {/*<*/${body}/*>*/}`))?.[1];

  test.each([
    ["f();", "tsyncio.dropped(f());"],
    ["(f());", "(tsyncio.dropped(f()));"],
    ["f()!;", "tsyncio.dropped(f())!;"],
    ["void f();", "void tsyncio.created(f());"],
    ["const a = f(g());", "const a = tsyncio.created(f(tsyncio.created(g())));"],
    ["await f(g());", "yield tsyncio.awaited(f(tsyncio.created(g())));"],
    ["a = await (f() as any);", "a = yield tsyncio.awaited((f() as any));"],
    ["yield f();", "yield tsyncio.item(f());"],
    ["yield* f();", "yield* tsyncio.delegate(tsyncio.awaited(f()));"],
    ["return f();", "return yield tsyncio.awaited(f());"],
    ["a = () => f();", "a = () => f();"],
    ["f().g();", "tsyncio.dropped(tsyncio.created(f()).g());"],
    ["a?.f().g();", "tsyncio.dropped(a?.f().g());"],
    ["a?.f()!.g();", "tsyncio.dropped(a?.f()!.g());"],
    ["a = a?.f().g;", "a = a?.f().g;"],
    ["a = (a?.f()).g;", "a = (tsyncio.created(a?.f())).g;"],
    ["new (f())();", "new (tsyncio.created(f()))();"],
    ["import('x'); require('x');", "import('x'); require('x');"],
    [
      "class A extends B { constructor() { super(); super.m(); } }",
      "class A extends B { constructor() { super(); tsyncio.dropped(super.m()); } }",
    ],
    ["class A { @f() g() {} }", "class A { @f() g() {} }"],
    ["function g() { f(); }", "function g() { tsyncio.dropped(f()); }"],
    [
      "function g() { 'use native'; f(); () => f(g()); }",
      "function g() { 'use native'; f(); () => f(g()); }",
    ],
    ["(await x)();", "tsyncio.dropped((yield tsyncio.awaited(x))());"],
  ])("%s", (code, expected) => expect(inside(code)).toBe(expected));

  test.each([
    ["await x;", "yield tsyncio.awaited(x);"],
    ["2 ** await x;", "2 ** (yield tsyncio.awaited(x));"],
    ["return x, y;", "return yield tsyncio.awaited((x, y));"],
    ["yield x;", "yield tsyncio.item(x);"],
    [
      "for await (const a of b) {}",
      "{ const iterator = tsyncio.iterate(b); try { for (; iterator.step(yield tsyncio.awaited(iterator.next())); ) { const a = iterator.value; {} } } catch (error) { iterator.fail(error); } finally { if (iterator.open) yield tsyncio.awaited(iterator.close()); } }",
    ],
    [
      "{ await using a = b; }",
      "{ const resources = tsyncio.resources(); try { const a = yield tsyncio.awaited(resources.enter(b)); } catch (error) { resources.fail(error); } finally { yield tsyncio.awaited(resources.exit()); } }",
    ],
  ])("and what is awaited is shown to the runtime: %s", (code, expected) => {
    expect(inside(code)).toBe(expected);
  });

  test.each([
    ["await\n// far\nx;", "yield tsyncio.awaited(\n// far\nx);"],
    ["a\n;(await\nx) + 1;", "a\n;(yield tsyncio.awaited(\nx)) + 1;"],
    ["a\nawait x + 1;", "a\n;(yield tsyncio.awaited(x)) + 1;"],
  ])("with line breaks: %j", (code, expected) => {
    const made = transform(`const f = async () => {\n${code}\n};`, { filename: "a.ts", debug: true });
    expect(made.code).toContain(`\n${expected}\n`);
  });

  test("awaited at the top of a file that has no import and export is known for one that is awaited", () => {
    const { code } = transform("await (async () => {})();", { filename: "a.js", debug: true });
    expect(code.replace(access, "")).toBe("await (tsyncio.coroutine(function* () {}))();");
  });

  test("is shown to the runtime in all of the file, and never without the option", () => {
    const code = "f();\nconst g = async () => { f(); };\n";
    expect(transform(code, { filename: "a.ts", debug: true }).code.match(/dropped/g)).toHaveLength(2);
    expect(transform(code, { filename: "a.ts" }).code).not.toMatch(/dropped|created/);
  });
});

describe("an arrow at the end of a statement", () => {
  test.each(["(x)", "[x]", "`x`", "+x", "-x", "/x/", "<T>x"])(
    "is closed before a line that starts with %s",
    (next) => {
      expect(rewrite(`f = async () => {}\n${next}`)).toBe(
        `f = tsyncio.coroutine(function* f() {});\n${next}`,
      );
      expect(rewrite(`f = async () => {} // comment\n/* comment */ ${next}`)).toContain("{}); // comment");
    },
  );

  test("stays open before others", () => {
    expect(rewrite("f = async () => {}\ng()")).toBe("f = tsyncio.coroutine(function* f() {})\ng()");
  });
});
