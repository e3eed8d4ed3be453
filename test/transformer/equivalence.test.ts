/**
 * Every fixture goes through both emitters. The two programs must be the same, do what native code does, hold
 * nothing of what was to be removed, lead back to their source, and stay as they are in a second pass.
 *
 * A fault in the plan is shared by both emitters, and only what runs can show it.
 */
import ts from "typescript";
import { beforeAll, describe, expect, test } from "vitest";
import { transform } from "../../transformer/index.ts";
import type { Plan } from "../../transformer/plan.ts";
import { remains } from "./support/absence.ts";
import { type Fixture, fixtures } from "./support/fixtures.ts";
import { normalise } from "./support/normalise.ts";
import { type Outcome, runPrograms, writePrograms } from "./support/programs.ts";
import { type Input, native, type Output, rewriteText, throughText, throughTree } from "./support/routes.ts";
import { type RawMap, type Trace, traceTokens } from "./support/source-map.ts";

/** Below, TypeScript goes by the original nodes of the tree, and writes more than it would for the text. */
const targets = { ES2022: {}, ESNext: { target: ts.ScriptTarget.ESNext } };
const oldest: ts.CompilerOptions = { target: ts.ScriptTarget.ES2015 };
const lowered = (route: (input: Input) => Output) => (input: Input) =>
  // What TypeScript cannot lower has a target of its own, and keeps it.
  route(input.compilerOptions?.target === undefined ? withOptions(input, oldest) : input);
/** A fixture may have options of its own. */
const withOptions = <T extends Input>(input: T, options: ts.CompilerOptions): T => ({
  ...input,
  compilerOptions: { ...input.compilerOptions, ...options },
});

const routes = {
  "through text": throughText,
  "through the tree": throughTree,
  "through text, with the option debug": (input: Input) =>
    throughText({ ...input, options: { debug: true } }),
  "through text, lowered to ES2015": lowered(throughText),
  "through the tree, lowered to ES2015": lowered(throughTree),
};

/** Lowering a class expression that has a private static field names it `_a`. */
function asWritten(value: unknown): unknown {
  return JSON.parse((JSON.stringify(value) ?? "null").replace(/"_[a-z]"/g, '""'));
}

async function runAll(folder: string, route: (input: Input) => Output, by: "native" | "tsyncio") {
  const files = new Map(fixtures.map((fixture) => [fixture.script, route(fixture).code]));
  const programs = fixtures.filter(({ isProgram }) => isProgram).map(({ script }) => script);
  return runPrograms(writePrograms(`equivalence/${folder}`, files), programs, by);
}

test("there are fixtures, and nearly all of them are programs", () => {
  expect(fixtures.length).toBeGreaterThan(30);
  expect(fixtures.filter(({ isProgram }) => isProgram).length).toBeGreaterThan(fixtures.length * 0.8);
});

describe("both emitters give the same program", () => {
  describe.each(Object.entries(targets))("for %s:", (_target, compilerOptions) => {
    test.each(fixtures)("$filename", (fixture) => {
      const input = withOptions(fixture, compilerOptions);
      expect(normalise(throughTree(input).code)).toBe(normalise(throughText(input).code));
    });
    test.each(fixtures)("$filename, minified before", (fixture) => {
      const input = withOptions(fixture, compilerOptions);
      const minified = { ...input, filename: fixture.script, source: normalise(native(input).code) };
      for (const debug of [false, true]) {
        const both = { ...minified, options: { debug } };
        expect(normalise(throughTree(both).code)).toBe(normalise(throughText(both).code));
      }
    });
    test.each(fixtures)("$filename, with the option debug", (fixture) => {
      const input = { ...withOptions(fixture, compilerOptions), options: { debug: true } };
      expect(normalise(throughTree(input).code)).toBe(normalise(throughText(input).code));
    });
  });
});

describe("what is compiled behaves like native code", () => {
  const programs = fixtures.filter(({ isProgram }) => isProgram);
  const outcomes = new Map<string, ReadonlyMap<string, Outcome>>();
  beforeAll(async () => {
    outcomes.set("native", await runAll("native", native, "native"));
    outcomes.set("native, lowered", await runAll("native-lowered", lowered(native), "native"));
    for (const [index, [name, route]] of Object.entries(routes).entries())
      outcomes.set(name, await runAll(`route-${index}`, route, "tsyncio"));
  });

  describe.each(Object.keys(routes))("%s:", (route) => {
    test.each(programs)("$filename", (fixture) => {
      const outcome = outcomes.get(route)?.get(fixture.script);
      expect(outcome?.error).toBeUndefined();
      const allowed = fixture.differs ? [expectedBy(fixture, outcome)] : allowedBy(fixture, route);
      expect(allowed).toContainEqual(asWritten(outcome?.value));
    });
  });

  /** What the fixture says where we follow Python; native code must give something else, or it is no difference. */
  function expectedBy({ script }: Fixture, outcome: Outcome | undefined): unknown {
    expect(outcome?.expected).toBeDefined();
    expect(outcomes.get("native")?.get(script)?.value).not.toEqual(outcome?.expected);
    return outcome?.expected;
  }

  /** What native code gives. Lowering has faults of its own, with fields for one: then what it gives lowered. */
  function allowedBy({ script }: Fixture, route: string): unknown[] {
    const { value, error } = outcomes.get("native")?.get(script) ?? {};
    expect(error).toBeUndefined();
    expect(value).toBeDefined();
    const byLowering = outcomes.get("native, lowered")?.get(script)?.value;
    return route.includes("lowered") && byLowering !== undefined ? [value, byLowering] : [value];
  }
});

test("an import that a decorated class needs for types alone is left out, and nothing speaks of it", () => {
  const input: Input = {
    filename: "service.ts",
    source: `import { Entry } from "./entry"; import { injectable } from "./injectable";
@injectable export class Service { async save(entry: Entry): Promise<Entry> { return await entry; } }`,
    compilerOptions: {
      experimentalDecorators: true,
      emitDecoratorMetadata: true,
      verbatimModuleSyntax: false,
    },
  };
  for (const route of [native, throughText, throughTree]) expect(route(input).code).not.toMatch(/Entry/);
});

describe("nothing is left of async and await", () => {
  test.each(fixtures)("in $filename", (fixture) => {
    expect(remains(throughText(fixture).code)).toEqual([]);
    expect(remains(throughTree(fixture).code)).toEqual([]);
  });
});

describe("a second pass changes nothing", () => {
  test.each(fixtures)("in $filename", ({ filename, source, script, compilerOptions }) => {
    const once = transform(source, { filename }).code;
    expect(transform(once, { filename }).code).toBe(once);
    const { code } = throughTree({ filename, source, compilerOptions });
    expect(normalise(throughTree({ filename: script, source: code, compilerOptions }).code)).toBe(
      normalise(code),
    );
  });
});

describe("every token leads back to its place", () => {
  // JSX that is lowered names a factory where an element stood.
  const compilerOptions = { jsx: ts.JsxEmit.Preserve };
  test.each(fixtures)("in $filename", (fixture) => {
    const { filename, source } = fixture;
    const input = withOptions(fixture, compilerOptions);
    for (const { code, map } of [rewriteText(input), throughTree(input)]) {
      if (!map) continue;
      const trace = traceTokens({ source, output: code, map, filename });
      const { astray, missed } = beyond(trace, traceOf(input));
      expect({ astray, missed }).toEqual({ astray: [], missed: [] });
    }
  });

  /** What TypeScript does by itself: it qualifies the members of enums and namespaces, and maps the qualifier to them. */
  function traceOf(input: Input): Trace {
    const { code, map } = native(input);
    return traceTokens({ ...input, output: code, map: map as RawMap });
  }

  function beyond({ astray, missed }: Trace, byTypeScript: Trace) {
    // The place in the output, which differs, stands between "at" and the text.
    const origin = (entry: string) => entry.replace(/ at .* leads to /, " leads to ");
    const known = new Set(byTypeScript.astray.map(origin));
    return {
      astray: astray.filter((entry) => !known.has(origin(entry))),
      missed: missed.filter((entry) => !byTypeScript.missed.includes(entry)),
    };
  }
});

describe("planted faults are caught:", () => {
  const input: Input = {
    filename: "planted.ts",
    source: `export default async function main() {
  const seen: unknown[] = [];
  const add = async (x: number) => { seen.push(await x); };
  await add(1);
  return seen.concat(await Promise.resolve(2));
}`,
  };
  const withoutLast = (plan: Plan) => ({ ...plan, operations: plan.operations.slice(0, -1) });

  test("an operation dropped from the tree's route gives another program", () => {
    const [text, tree] = [throughText(input).code, throughTree(input, withoutLast).code];
    expect(tree).not.toBe(throughTree(input).code);
    expect(() => expect(normalise(tree)).toBe(normalise(text))).toThrow();
  });

  test("an `await` left behind is found", () => {
    expect(remains(throughTree(input, withoutLast).code)).toEqual(["await at line 7"]);
    expect(remains('async function f() { "use native"; await 1; }')).toEqual([]);
    expect(remains("async function f() { for await (const x of y); }")).toHaveLength(2);
  });

  test("a program that behaves otherwise is told apart", async () => {
    const faults = new Map([
      ["right.js", throughTree(input).code],
      ["unawaited.js", throughTree(input).code.replace("yield add(1)", "add(1)")],
      ["endless.js", "export default function* () { yield new Promise(() => {}); }"],
    ]);
    const root = writePrograms("equivalence/planted", faults);
    const outcomes = await runPrograms(root, [...faults.keys()], "tsyncio", 0.5);
    expect(outcomes.get("right.js")).toEqual({ value: [1, 2] });
    expect(outcomes.get("unawaited.js")).not.toEqual({ value: [1, 2] });
    expect(outcomes.get("endless.js")).toHaveProperty("error");
  });
});
