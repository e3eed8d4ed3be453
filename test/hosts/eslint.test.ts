/** The lint rules, by ESLint's own tester, with its own parser and with that of TypeScript, and in ESLint itself. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as typescriptParser from "@typescript-eslint/parser";
import { type ESLint, type Linter, RuleTester } from "eslint";
import { afterAll, describe, expect, test } from "vitest";
import plugin, { type LintPlugin } from "../../transformer/hosts/eslint.ts";
import { Project } from "./support/project.ts";

RuleTester.describe = describe;
RuleTester.it = test;

const repository = resolve(import.meta.dirname, "../..");
const parserOptions = { ecmaFeatures: { jsx: true } };
const testers = {
  "in JavaScript": new RuleTester({
    languageOptions: { ecmaVersion: "latest", sourceType: "module", parserOptions },
  }),
  "in TypeScript": new RuleTester({ languageOptions: { parser: typescriptParser, parserOptions } }),
};

interface Case {
  readonly code: string;
  readonly settings?: Record<string, unknown>;
}
interface Fault extends Case {
  readonly message: string;
  /** What each suggestion makes of the code. */
  readonly becomes?: readonly string[];
}

const asCase = (one: string | Case): Case => (typeof one === "string" ? { code: one } : one);

/** Runs the cases of a rule with both parsers, those written in TypeScript with the second alone. */
function check(
  rule: string,
  valid: readonly (string | Case)[],
  invalid: readonly Fault[],
  typed: Typed = {},
): void {
  for (const [language, tester] of Object.entries(testers)) {
    const isTyped = language === "in TypeScript";
    const faults = [...invalid, ...(isTyped ? (typed.invalid ?? []) : [])];
    describe(`${rule} ${language}`, () =>
      tester.run(rule, plugin.rules[rule] as never, {
        valid: [...valid, ...(isTyped ? (typed.valid ?? []) : [])].map(asCase),
        invalid: faults.map(({ message, becomes = [], ...one }) => ({
          ...one,
          errors: [{ messageId: message, suggestions: becomes.map((output) => suggested(output)) }],
        })),
      }));
  }
}
interface Typed {
  readonly valid?: readonly string[];
  readonly invalid?: readonly Fault[];
}

function suggested(output: string): { messageId: string; output: string } {
  if (/instanceof BaseException/.test(output)) return { messageId: "rethrow", output };
  return { messageId: /(createTask|spawn)\(/.test(output) ? "makeTask" : "awaitIt", output };
}

const imported = 'import { createTask } from "tsyncio";\n';

describe("a coroutine is awaited or handed on:", () => {
  const f = "async function f() {}\n";
  const both = (before: string, after: string) => ({
    becomes: [before.replace("await f()", "await f()"), imported + after],
  });
  check(
    "no-floating-coroutines",
    [
      `${f}await f();`,
      `${f}export const c = f();`,
      `${f}const c = f();\nawait c;`,
      `${f}export function g() { return f(); }`,
      `${f}export const g = () => f();`,
      `${f}f().then(console.log);`,
      `${f}use(f(), [f()], { f: f() });`,
      `${f}x = f();`,
      `${f}x = a || f();`,
      `${f}x = a ? f() : undefined;`,
      "function f() {}\nf();",
      "async function* f() {}\nf();",
      'async function f() { "use native"; }\nf();',
      '"use native";\nasync function f() {}\nf();',
      "let f = async () => {};\nf = () => {};\nf();",
      "async function f(trace) { trace(); }",
      "const f = async (trace) => { trace(); };",
      "class A { async m() {} }\nnew A().m;",
      "class A { m() {} async n() { this.m(); } }",
      "class A { async m() {} n() { return function () { this.m(); }; } }",
      'import { sleep } from "other";\nsleep(1);',
      'import { createTask } from "tsyncio";\nasync function f() {}\ncreateTask(f());',
      `${f}setTimeout(() => { done(); }, 1);`,
      `${f}items.map(async (item) => item);`,
      'items.forEach(async () => { "use native"; });',
      `${f}use(<Save onSave={f} />);`,
      `${f}use(<my.button onClick={f} />);`,
      `${f}use(<form action={f} onSubmit={() => { done(); }} />);`,
      `${f}button.onclick = () => { done(); };`,
      `${f}button.once = f;`,
      `${f}new Promise((resolve) => { resolve(f()); });`,
      `${f}new Pool(f);`,
      { code: `${f}f();`, settings: { tsyncio: { mode: "directive" } } },
    ],
    [
      { code: `${f}f();`, message: "dropped", ...both(`${f}await f();`, `${f}createTask(f());`) },
      { code: `${f}void f();`, message: "dropped", ...both(`${f}await f();`, `${f}createTask(f());`) },
      {
        code: `${f}if (f()) go();`,
        message: "dropped",
        ...both(`${f}if (await f()) go();`, `${f}if (createTask(f())) go();`),
      },
      {
        code: `${f}ready && f();`,
        message: "dropped",
        ...both(`${f}ready && await f();`, `${f}ready && createTask(f());`),
      },
      {
        code: `${f}x = f() && 1;`,
        message: "dropped",
        ...both(`${f}x = await f() && 1;`, `${f}x = createTask(f()) && 1;`),
      },
      {
        code: `${f}x = (f(), 1);`,
        message: "dropped",
        ...both(`${f}x = (await f(), 1);`, `${f}x = (createTask(f()), 1);`),
      },
      {
        code: `${f}x = f() + 1;`,
        message: "dropped",
        ...both(`${f}x = await f() + 1;`, `${f}x = createTask(f()) + 1;`),
      },
      {
        code: `${f}a ? f() : b;`,
        message: "dropped",
        ...both(`${f}a ? await f() : b;`, `${f}a ? createTask(f()) : b;`),
      },
      {
        code: `${f}const c = f();`,
        message: "unused",
        ...both(`${f}const c = await f();`, `${f}const c = createTask(f());`),
      },
      {
        code: "const f = async () => {};\nfunction g() { f(); }",
        message: "dropped",
        becomes: [`${imported}const f = async () => {};\nfunction g() { createTask(f()); }`],
      },
      {
        code: "(async () => { go(); })();",
        message: "dropped",
        becomes: ["await (async () => { go(); })();", `${imported}createTask((async () => { go(); })());`],
      },
      {
        code: 'import { sleep as nap } from "tsyncio";\nnap(1);',
        message: "dropped",
        becomes: [
          'import { sleep as nap } from "tsyncio";\nawait nap(1);',
          'import { sleep as nap, createTask } from "tsyncio";\ncreateTask(nap(1));',
        ],
      },
      {
        code: 'import * as asyncio from "tsyncio";\nasyncio.sleep(1);',
        message: "dropped",
        becomes: [
          'import * as asyncio from "tsyncio";\nawait asyncio.sleep(1);',
          `${imported}import * as asyncio from "tsyncio";\ncreateTask(asyncio.sleep(1));`,
        ],
      },
      {
        code: 'import { coroutine, createTask as spawn } from "tsyncio";\nconst f = coroutine(function* () {});\nfunction g() { f(); }',
        message: "dropped",
        becomes: [
          'import { coroutine, createTask as spawn } from "tsyncio";\nconst f = coroutine(function* () {});\nfunction g() { spawn(f()); }',
        ],
      },
      ...[
        "class A { async m() {} n() { this.m(); } }",
        "class A { async #m() {} n() { this.#m(); } }",
        "class A { m = async () => {}; n() { [1].map(() => { this.m(); }); } }",
        "class A { static async m() {} }\nfunction n() { A.m(); }",
        "class A { async m() {} }\nconst a = new A();\nfunction n() { a.m(); }",
      ].map((code) => ({
        code,
        message: "dropped",
        becomes: [imported + code.replace(/(\w+\.#?m\(\))/, "createTask($1)")],
      })),
      {
        code: `"use strict";\n${f}function g() { f(); }`,
        message: "dropped",
        becomes: [`"use strict";\n${imported}${f}function g() { createTask(f()); }`],
      },
      {
        code: "items.forEach(async (item) => { await item; });",
        message: "callback",
        becomes: [`${imported}items.forEach((item) => createTask((async (item) => { await item; })(item)));`],
      },
      {
        code: `${f}setTimeout(f, 1);`,
        message: "callback",
        becomes: [`${imported}${f}setTimeout((...args) => createTask(f(...args)), 1);`],
      },
      {
        code: `${f}server.on("close", () => f());`,
        message: "callback",
        becomes: [`${imported}${f}server.on("close", () => createTask(f()));`],
      },
      {
        code: "new Promise(async (resolve) => { resolve(await 1); });",
        message: "callback",
        becomes: [
          `${imported}new Promise((resolve) => createTask((async (resolve) => { resolve(await 1); })(resolve)));`,
        ],
      },
      {
        code: `${f}button.onclick = f;`,
        message: "callback",
        becomes: [`${imported}${f}button.onclick = (...args) => createTask(f(...args));`],
      },
      {
        code: `${f}use(<button onClick={() => f()} />);`,
        message: "callback",
        becomes: [`${imported}${f}use(<button onClick={() => createTask(f())} />);`],
      },
      ...["createServer", "http.createServer", "http2.createSecureServer", "server.listen", "useEffect"].map(
        (caller) => ({
          code: `${f}${caller}(f);`,
          message: "callback",
          becomes: [`${imported}${f}${caller}((...args) => createTask(f(...args)));`],
        }),
      ),
      { code: `${f}button.onclick = async function () { await this; };`, message: "callback" },
      { code: 'button.addEventListener("click", async function () { await this; });', message: "callback" },
      {
        code: '"use coroutine";\nasync function f() {}\nfunction g() { f(); }',
        settings: { tsyncio: { mode: "directive" } },
        message: "dropped",
        becomes: [`"use coroutine";\n${imported}async function f() {}\nfunction g() { createTask(f()); }`],
      },
    ],
    {
      valid: [
        "async function f(): Promise<void> {}\nawait (f() as Promise<void>);",
        "declare function f(): Promise<void>;\nf();",
      ],
      invalid: [
        {
          code: "async function f(): Promise<number> { return 1; }\nfunction g(): void { (f() as Promise<number>)!; }",
          message: "dropped",
          becomes: [
            `${imported}async function f(): Promise<number> { return 1; }\nfunction g(): void { createTask((f() as Promise<number>)!); }`,
          ],
        },
        {
          code: "async function f(a: string): Promise<void>;\nasync function f(a: number): Promise<void>;\nasync function f(): Promise<void> {}\nfunction g() { f(1); }",
          message: "dropped",
          becomes: [
            `${imported}async function f(a: string): Promise<void>;\nasync function f(a: number): Promise<void>;\nasync function f(): Promise<void> {}\nfunction g() { createTask(f(1)); }`,
          ],
        },
      ],
    },
  );
});

describe("a cancellation is not swallowed:", () => {
  const native = (clause: string) =>
    `async function f() {\n  "use native";\n  try { await g(); } ${clause}\n}`;
  const base = 'import { BaseException } from "tsyncio";\n';
  check(
    "no-swallowed-cancellation",
    [
      "async function f() { try { await g(); } catch (error) { log(error); } }",
      native("catch (error) { log(error); throw error; }"),
      native("catch (error) { if (error instanceof CancelledError) throw error; log(error); }"),
      native('catch (error) { if (error.name === "CancelledError") throw error; }'),
      native("finally { done(); }"),
      `import { BaseException as Base } from "tsyncio";\n${native("catch (error) { if (error instanceof Base) throw error; }")}`,
      'async function f() { "use native"; try { g(); } catch { } }',
      'async function f() { "use native"; try { call(async () => { await g(); }); } catch { } }',
      'function f() { "use native"; try { g(); } catch { } }',
      "promise.catch(() => {});",
      "async function f() {}\nf().catch((error) => { throw error; });",
      "async function f() {}\nf().catch(handler);",
      "async function f() {}\nf().then(log);",
    ],
    [
      {
        code: native("catch (error) { log(error); }"),
        message: "native",
        becomes: [
          base + native("catch (error) { if (error instanceof BaseException) throw error; log(error); }"),
        ],
      },
      {
        code: native("catch { log(); }"),
        message: "native",
        becomes: [base + native("catch (error) { if (error instanceof BaseException) throw error; log(); }")],
      },
      { code: native("catch ({ message }) { log(message); }"), message: "native" },
      {
        code: '"use native";\ntry { for await (const x of y) go(x); } catch (error) { log(error); }',
        message: "native",
        becomes: [
          `"use native";\n${base}try { for await (const x of y) go(x); } catch (error) { if (error instanceof BaseException) throw error; log(error); }`,
        ],
      },
      {
        code: '"use native";\nasync function f() { try { await using x = y; } catch (e) { log(e); } }',
        message: "native",
        becomes: [
          `"use native";\n${base}async function f() { try { await using x = y; } catch (e) { if (e instanceof BaseException) throw e; log(e); } }`,
        ],
      },
      {
        code: "async function f() {}\nf().catch((error) => { log(error); });",
        message: "handler",
        becomes: [
          `${base}async function f() {}\nf().catch((error) => { if (error instanceof BaseException) throw error; log(error); });`,
        ],
      },
      { code: "async function f() {}\nf().then(log, () => undefined);", message: "handler" },
      { code: 'import { createTask } from "tsyncio";\ncreateTask(f()).catch(() => {});', message: "handler" },
    ],
  );
});

describe("an async generator does not yield inside of a scope:", () => {
  const generator = (body: string, names = "TaskGroup, timeout, Queue") =>
    `import { ${names} } from "tsyncio";\nexport async function* numbers() {\n${body}\n}`;
  check(
    "no-yield-in-task-group",
    [
      generator("{ await using group = new TaskGroup(); }\nyield 1;"),
      generator("yield 1;\nawait using group = new TaskGroup();"),
      generator("await using file = open();\nyield 1;"),
      generator("await using group = new TaskGroup();\ngroup.createTask(async function* () { yield 1; });"),
      "export async function* numbers() { await using _ = timeout(1); yield 1; }",
      'import { timeout } from "tsyncio";\nexport function* g() { yield timeout(1); }',
      'import { asyncContextManager, TaskGroup } from "tsyncio";\nexport const g = asyncContextManager(async function* () { await using group = new TaskGroup(); yield group; });',
      'import { asyncContextManager, TaskGroup } from "tsyncio";\nasync function* make() { await using group = new TaskGroup(); yield group; }\nexport const g = asyncContextManager(make);',
    ],
    [
      { code: generator("await using group = new TaskGroup();\nyield 1;"), message: "inside" },
      {
        code: generator("await using _ = timeout(1);\nfor (const x of y) { if (x) yield x; }"),
        message: "inside",
      },
      { code: generator("{ await using _ = timeout(1); yield* others(); }"), message: "inside" },
      {
        code: generator("await using group = new Group();\nyield 1;", "TaskGroup as Group"),
        message: "inside",
      },
      {
        code: 'import * as asyncio from "tsyncio";\nexport class A { async *m() { await using _ = asyncio.timeout(1); yield 1; } }',
        message: "inside",
      },
    ],
  );
});

describe("a coroutine is awaited once:", () => {
  const f = "async function f() {}\n";
  const twice = (body: string) => `${f}async function g(a) {\n  const c = f();\n  ${body}\n}`;
  const asTask = (body: string) => imported + twice(body).replace("= f()", "= createTask(f())");
  const again = (body: string, message = "again") => ({
    code: twice(body),
    message,
    becomes: [asTask(body)],
  });
  check(
    "no-reused-coroutines",
    [
      twice("await c;"),
      twice("if (a) await c; else await c;"),
      twice("a ? await c : await c;"),
      twice("if (a) return await c;\n  await c;"),
      twice("if (a) { await c; return; }\n  await c;"),
      twice("switch (a) { case 1: await c; break; default: await c; }"),
      twice("while (a) { await c; break; }"),
      `import { gather } from "tsyncio";\n${twice("await gather(c, c);")}`,
      twice("for (;;) { return await c; }"),
      twice("log(c);\n  await c;"),
      twice("call(async () => { await c; });\n  await c;"),
      `${f}async function g() { for (const x of y) { const c = f(); await c; } }`,
      `${f}async function g() { let c = f(); await c; c = f(); await c; }`,
      'import { createTask } from "tsyncio";\nasync function f() {}\nasync function g() { const c = createTask(f()); await c; await c; }',
    ],
    [
      again("await c;\n  await c;"),
      again("if (a) await c;\n  await c;"),
      again("try { await c; } catch { await c; }"),
      again("while (a) { await c; }", "loop"),
      again("for (const x of a) use(x, await c);", "loop"),
      {
        code: `import { gather, createTask } from "tsyncio";\n${twice("await gather(c);\n  createTask(c);")}`,
        message: "again",
        becomes: [
          `import { gather, createTask } from "tsyncio";\n${twice("await gather(c);\n  createTask(c);").replace("= f()", "= createTask(f())")}`,
        ],
      },
      again("group.createTask(c);\n  await c;"),
    ],
    {
      invalid: [
        {
          code: `${f}async function g(): Promise<void> {\n  const c: Promise<void> = f();\n  await c!;\n  await (c as Promise<void>);\n}`,
          message: "again",
          becomes: [
            `${imported}${f}async function g(): Promise<void> {\n  const c: Promise<void> = createTask(f());\n  await c!;\n  await (c as Promise<void>);\n}`,
          ],
        },
      ],
    },
  );
});

describe("each rule", () => {
  // What it says of its page holds where it is built.
  const entry = resolve(repository, "dist/transformer/hosts/eslint.js");
  const document = readFileSync(resolve(repository, "docs/lint.md"), "utf8");

  test.each(Object.keys(plugin.rules))(
    "%s is on in the recommended configuration, and documented where it says",
    async (name) => {
      const { default: built } = (await import(entry)) as { default: LintPlugin };
      const { docs } = built.rules[name]?.meta ?? {};
      expect(plugin.configs.recommended.rules[`tsyncio/${name}`]).toBe("error");
      expect(document).toContain(`## \`${name}\``);
      const { hash, pathname } = new URL(docs?.url ?? "");
      expect([existsSync(pathname), hash]).toEqual([true, `#${name}`]);
      expect(docs?.description).toMatch(/^(Require|Forbid) /);
    },
  );
});

describe("with ESLint itself", () => {
  const project = new Project({
    "eslint.config.js":
      'import tsyncio from "tsyncio/eslint";\nexport default [tsyncio.configs.recommended];\n',
    "main.js": "async function f() {}\nf();\nconst c = f();\nawait c;\nawait c;\n",
    "good.js": "async function f() {}\nawait f();\n",
  });
  afterAll(() => project.remove());
  const eslint = resolve(repository, "node_modules/eslint/bin/eslint.js");

  test("the flat configuration finds what it should, and names the rules", async () => {
    const { code, stdout } = await project.node(eslint, "--format", "json", ".");
    const results = JSON.parse(stdout) as ESLint.LintResult[];
    const found = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, ruleId }) => `${filePath.split("/").at(-1)}:${line} ${ruleId}`),
    );
    expect(code).toBe(1);
    expect(found).toEqual([
      "main.js:2 tsyncio/no-floating-coroutines",
      "main.js:5 tsyncio/no-reused-coroutines",
    ]);
  });

  test("the plugin has the types that ESLint asks for", () => {
    const config: Linter.Config[] = [plugin.configs.recommended];
    const asPlugin: ESLint.Plugin = plugin;
    expect([config.length, asPlugin]).toEqual([1, plugin]);
  });
});
