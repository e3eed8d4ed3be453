/** Which functions are taken and how a file reaches the runtime. The forms themselves are in emit-text.test.ts. */
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { analyze } from "../../transformer/analyze.ts";
import { type Options, resolveOptions } from "../../transformer/options.ts";
import { type ModuleFormat, parse } from "../../transformer/parse.ts";
import { type Operation, operationsByNode, type Plan } from "../../transformer/plan.ts";

interface Given {
  readonly options?: Options;
  readonly filename?: string;
  readonly format?: ModuleFormat;
}

function analysisOf(code: string, { options, filename = "a.ts", format }: Given = {}) {
  return analyze(ts, parse(ts, code, filename), resolveOptions(options), format);
}

function planOf(code: string, given?: Given): Plan {
  const { plan, diagnostics } = analysisOf(code, given);
  expect(diagnostics).toEqual([]);
  if (!plan) throw new Error(`nothing to do in ${code}`);
  return plan;
}

const isFunction = ({ kind }: Operation) => ["pair", "generator", "expression"].includes(kind);

/** The names of the functions that are rewritten. */
function rewritten(code: string, options?: Options): string[] {
  const { plan, diagnostics } = analysisOf(code, options ? { options } : {});
  expect(diagnostics).toEqual([]);
  const functions = plan?.operations.filter(isFunction) ?? [];
  return functions.map(({ node }) => (node as ts.FunctionDeclaration).name?.getText() ?? "");
}

describe("functions are taken", () => {
  const nested = "async function a() { async function b() { async function c() {} } } async function d() {}";
  const within = (name: string, directive: string) =>
    nested.replace(`${name}() {`, `${name}() { "${directive}";`);

  test("all of them by default", () => expect(rewritten(nested)).toEqual(["a", "b", "c", "d"]));

  test('except those under "use native", with all that is nested in them', () => {
    expect(rewritten(within("b", "use native"))).toEqual(["a", "d"]);
    expect(rewritten(`"use native"; ${nested}`)).toEqual([]);
    expect(rewritten('function f() { "use native"; async function g() {} }')).toEqual([]);
    expect(rewritten(`"use strict"; "use native"; ${nested}`)).toEqual([]);
  });

  test('not by "use native" where it is no directive', () => {
    expect(rewritten('async function f() { f(); "use native"; }')).toEqual(["f"]);
    expect(rewritten('async function f() { ("use native"); }')).toEqual(["f"]);
    expect(rewritten("async function f() { `use native`; }")).toEqual(["f"]);
  });

  test('in mode "directive" only under "use coroutine"', () => {
    const options: Options = { mode: "directive" };
    expect(rewritten(nested, options)).toEqual([]);
    expect(rewritten(within("b", "use coroutine"), options)).toEqual(["b", "c"]);
    expect(rewritten(`"use coroutine"; ${nested}`, options)).toEqual(["a", "b", "c", "d"]);
    expect(rewritten(`"use coroutine"; ${within("b", "use native")}`, options)).toEqual(["a", "d"]);
  });

  test("async generators as well, which are marked as such", () => {
    const code = "async function* a() {} ({ async *b() {} }); class C { async *c() {} async d() {} }";
    expect(rewritten(code)).toEqual(["a", "b", "c", "d"]);
    const markers = planOf(code).operations.flatMap((one) => ("marker" in one ? one.marker : []));
    expect(markers).toEqual(["asyncGenerator", "asyncGenerator", "asyncGenerator", "coroutine"]);
  });

  test("not when they have no body or are only declared", () => {
    expect(
      rewritten("declare namespace N { function async(): void } declare class A { m(): Promise<void> }"),
    ).toEqual([]);
    expect(
      rewritten("function f(a: string): void; function f(a: number): void; async function f(a: any) {}"),
    ).toEqual(["f"]);
  });
});

describe("a refused function", () => {
  test("stays with all that is nested in it, and leaves the others alone", () => {
    const code =
      "function a() { return async () => eval(async () => { await c; }); } async function d() { const e = async () => eval(f); }";
    const { plan, diagnostics } = analysisOf(code);
    expect(diagnostics.map(({ code }) => code)).toEqual(["TSYNC1004", "TSYNC1004"]);
    expect(plan?.operations.map(({ kind }) => kind)).toEqual(["pair"]);
  });

  test.each([
    "async function f() { for await (const x of xs.map((x) => x.y)) {} }",
    "async function f() { for await (const x of xs.x) {} }",
    "async function f(x) { for await (x of x) {} }",
    "class A { async m() { super.x++; } }",
    "class A { m() { return async () => [super.x, -super.x, super.x = 1, super.x, { a: super.x }, [super.x]]; } }",
    "class A { m() { return async () => { for (const a of [super.x]) [this.x = super.y] = [1]; }; } }",
    "({ ...rest, async m() { super.m(); } });",
    "({ async m() {}, ...rest });",
    "const f = async () => eval('1');",
    "async function f() { eval(text); }",
    "const f = async () => (0, eval)(text);",
    "const f = async () => { function g() { return eval(text); } };",
    "const f = (k) => ({ async [k()]() {} });",
    "const f = async () => function () { return arguments; };",
    "const f = async () => eval(text);",
    "const f = async () => typeof arguments;",
    "class A { m() { return async () => delete (super.x); } }",
    "const f = async () => [arguments, { arguments }];",
    "function f(arguments) { return async () => arguments; }",
    "class A { m() { return async () => { [super.x] = [1]; ({ a: super.x } = {}); [...super.x] = []; }; } }",
    "class A { m() { return async () => { for (super.x of y); super.x``; super.x ??= 1; super[k] += 1; super.x--; }; } }",
    "class A { static async constructor() {} }",
    "({ async m() { super.m(); }, ...rest });",
    "async function f() { for await (const { a: [b] } of g(() => b)) {} }",
    "class A { x = class { async [k()]() {} }; }",
    "for (; x = class { [k()] = async () => {}; }; );",
    "async function f() { for (let x = class { [await k()] = async () => {}; }; ; ); }",
    "for (const k of l) x = class { [k()] = async () => {}; };",
    "const f = (k) => class { async [k()]() {} };",
    "function f() { return async () => arguments; }",
    "async function f() { return { yield: 1 }.yield; }",
    "class A { async yield() {} async ['constructor']() {} }",
    "switch (1) { case 1: { async function f() {} } }",
    "const f = async (a, b) => {};",
    "async function f() { await using x = y; { var g; } function g() {} }",
  ])("is not met in %s", (code) => expect(analysisOf(code).diagnostics).toEqual([]));

  test.each([
    ["function h() { return async () => () => eval(text); }", "TSYNC1004"],
    ["class A { f = async () => eval(text); }", "TSYNC1004"],
    ["class A extends B { constructor() { const f = async () => eval('this'); super(); } }", "TSYNC1004"],
    ["function* f() { for (; x = class { [yield k()] = async () => {}; }; ); }", "TSYNC1008"],
    ["function* f() { while (class extends (yield) { async [k()]() {}; }) {} }", "TSYNC1008"],
    ["function* f() { do {} while (class { [yield k()] = class { async [j()]() {} }; }); }", "TSYNC1008"],
    ["async function f() { switch (1) { case 1: await using x = y; } }", "TSYNC1002"],
    ["async function f() { for (await using x of g(x)) {} }", "TSYNC1007"],
  ])("is found in %s", (code, expected) => {
    expect(analysisOf(code).diagnostics.map(({ code }) => code)).toEqual([expected]);
    expect(analysisOf(code).plan).toBeUndefined();
  });
});

describe("a file reaches the runtime", () => {
  const code = "async function f() {}";

  test.each([
    [{}, "import"],
    [{ filename: "a.cjs" }, "require"],
    [{ filename: "a.cts" }, "require"],
    [{ format: "commonjs" }, "require"],
    [{ format: "script" }, "script"],
    [{ format: "module", filename: "a.cjs" }, "import"],
  ] as const)("given %j by %s", (given, form) => {
    expect(planOf(code, given).runtime).toEqual({ form, name: "tsyncio", specifier: "tsyncio/compiled" });
  });

  test("under a name of its own, from the module that was asked for", () => {
    const { runtime } = planOf(`let tsyncio, tsyncio_1; ${code}`, { options: { runtime: "./mine.js" } });
    expect(runtime).toMatchObject({ name: "tsyncio_2", specifier: "./mine.js" });
  });
});

describe("there is no plan", () => {
  test.each([
    ["without functions to rewrite", "const async = 1; await x;"],
    [
      "for a file that has been rewritten",
      'import * as tsyncio from "tsyncio/compiled"; async function f() {}',
    ],
    [
      "for one that reaches the runtime otherwise",
      'const t = require("tsyncio/compiled"); async function f() {}',
    ],
  ])("%s", (_, code) => expect(analysisOf(code)).toEqual({ plan: undefined, diagnostics: [] }));

  test("for a file that only speaks of the runtime", () => {
    expect(rewritten('f("tsyncio/compiled"); async function f() {}')).toEqual(["f"]);
  });

  test("for a file with syntax errors, which are those of TypeScript", () => {
    const { plan, diagnostics } = analysisOf("async function f() { await x; } let = ;");
    expect(plan).toBeUndefined();
    expect(diagnostics.length).toBeGreaterThan(0);
    expect(diagnostics.every(({ code }) => /^TS\d+$/.test(code))).toBe(true);
  });
});

describe("catch clauses", () => {
  const isTested = (clause: string, options?: Options, before = "") =>
    planOf(
      `${before} async function f() { try { await x; } ${clause} }`,
      options ? { options } : {},
    ).operations.some(({ kind }) => kind === "catch");

  test.each([
    "catch (e) { log(e); }",
    "catch {}",
    "catch ({ message }) { log(message); }",
    "catch (e) { if (a) throw e; log(e); }",
    "catch (e) { throw e; log(e); }",
  ])("let a BaseException pass: %s", (clause) => expect(isTested(clause)).toBe(true));

  test.each([
    "catch (e) { log(e); throw e; }",
    "catch (e) { throw new Error('x', { cause: e }); }",
    "catch (e) { if (e instanceof CancelledError) return; }",
    "catch (e) { e as BaseException; }",
    "catch (e) { switch (true) { case e instanceof asyncio.KeyboardInterrupt: } }",
    "catch (e) { [1].map(() => e instanceof SystemExit); }",
    'catch (e) { if (e instanceof asyncio["CancelledError"]) return; }',
    'catch (e) { if (e.name === "CancelledError") return; }',
    "finally {}",
  ])("get everything: %s", (clause) => expect(isTested(clause)).toBe(false));

  test.each([
    ["an import", 'import { CancelledError as Stop } from "tsyncio";'],
    ["a default binding", 'const { CancelledError: Stop } = require("tsyncio"); import "x";'],
    ["a constant", "const Stop = asyncio.CancelledError;"],
    ["a constant with a name as text", 'const Stop = asyncio["CancelledError"];'],
    ["an assignment", "let Stop; Stop = CancelledError;"],
    ["an import of a member", "import Stop = asyncio.CancelledError;"],
    ["a subclass", "class Stop extends BaseException {}"],
    ["a subclass without a name", "const Stop = class extends asyncio.SystemExit {};"],
    [
      "a subclass of a subclass that stands below",
      "class Stop extends Base {} class Base extends BaseException {}",
    ],
  ])("know the classes by %s", (_, before) => {
    expect(isTested("catch (e) { e instanceof Stop; }", undefined, before)).toBe(false);
  });

  test("do not take another class for one of them", () => {
    const before = 'import { CancelledError } from "tsyncio"; class Stop extends Error {}';
    expect(isTested("catch (e) { e instanceof Stop; }", undefined, before)).toBe(true);
  });

  test('get everything under the option catch: "all"', () => {
    expect(isTested("catch (e) { log(e); }", { catch: "all" })).toBe(false);
  });

  test.each([
    ["async function f() { try { x; } catch {} }", false],
    ["async function f() { try { async () => await x; } catch {} }", false],
    ["async function f() { try {} catch { await x; } }", false],
    ["async function f() { try { for await (const a of b); } catch {} }", true],
    ["async function* f() { try { yield 1; } catch {} }", true],
    ["async function* f() { try { yield* a; } catch {} }", true],
    ["async function* f() { try { return a; } catch {} }", true],
    ["async function* f() { try { if (a) return; } catch {} }", false],
    ["async function f() { try { return a; } catch {} }", false],
    ["async function f() { try { function* g() { yield 1; } } catch {} }", false],
    ["async function f() { try { try {} finally { await x; } } catch {} }", true],
    ["async function f() { try { class A { [await x]() {} } } catch {} }", true],
    ['async function f() { "use native"; try { await x; } catch {} } async function g() {}', false],
  ])("are concerned if the coroutine itself awaits in the block: %s", (code, expected) => {
    expect(planOf(code).operations.some(({ kind }) => kind === "catch")).toBe(expected);
  });
});

describe("the plan", () => {
  const plan = planOf(
    "const o = { async m() { for await (const x of y) { await x; } } }; async function f() { await o; }",
  );

  test("lists outer nodes before inner ones, in the order of the source", () => {
    expect(plan.operations.map(({ kind }) => kind)).toEqual([
      "expression",
      "forAwait",
      "await",
      "pair",
      "await",
    ]);
  });

  test("is found again by node", () => {
    const byNode = operationsByNode(plan);
    expect([...byNode.values()].flat()).toEqual(plan.operations);
    for (const [node, operations] of byNode) expect(operations.every((one) => one.node === node)).toBe(true);
  });

  test("names nothing as the file does", () => {
    const names = ["tsyncio", "iterator", "error", "f$", "key", "args", "arg0", "self", "superGet"];
    const code = `let ${names.join(", ")}; async function f({}) { for await (x of y); try { await x; } catch {} }
      class A extends B { async [k()]() { return async () => [arguments, super.x]; } }`;
    const values: unknown[] = [];
    JSON.stringify(planOf(code), (key, value) => {
      if (["node", "outer", "kind", "form", "what"].includes(key)) return undefined;
      values.push(value);
      return value;
    });
    for (const name of names) expect(values).not.toContain(name);
    expect(values).toEqual(expect.arrayContaining(["f$_1", "tsyncio_1", "iterator_1", "arg0_1"]));
  });
});
