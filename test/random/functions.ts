/** Random functions, classes and object literals with methods. Bodies are statements.ts's affair. */
import { expression, simple } from "./expressions.ts";
import { type Callable, deeper, functionScope, newName, note, type Scope, withVariable } from "./scope.ts";
import { block } from "./statements.ts";

/** Code that declares something, and what it declares. */
export interface Declared {
  readonly text: string;
  readonly callables: readonly Callable[];
}

interface Parameters {
  readonly text: string;
  readonly names: readonly string[];
}

/** Parameters whose defaults and patterns cannot throw, as such errors come earlier in a coroutine function. */
function parameters(scope: Scope): Parameters {
  const { choose } = scope.program;
  const names: string[] = [];
  const texts: string[] = [];
  for (let count = choose.below(3); count > 0; count--) {
    const name = newName(scope);
    const fallback = simple(withVariables(deeper(scope, { variables: [] }), names));
    names.push(name);
    texts.push(
      choose.weighted([
        [5, `${name}${note(scope, "?: number")}`],
        [3, `${name} = ${fallback}`],
        [1, `{ k: ${name} = ${fallback} } = {}${note(scope, " as { k?: number }")}`],
        [1, `[${name} = ${fallback}] = []${note(scope, " as number[]")}`],
      ]),
    );
  }
  const rest = choose.percent(10) ? newName(scope, "rest") : undefined;
  if (rest) texts.push(`...${rest}${note(scope, ": number[]")}`);
  return { text: `(${texts.join(", ")})`, names };
}

function withVariables(scope: Scope, names: readonly string[]): Scope {
  return names.reduce((inner, name) => withVariable(inner, name), scope);
}

const words = {
  async: ["async function", "async ", true, "no"],
  sync: ["function", "", false, "no"],
  asyncGenerator: ["async function*", "async *", true, "async"],
  generator: ["function*", "*", false, "sync"],
} as const;

function chooseKind(scope: Scope): Callable["kind"] {
  return scope.program.choose.weighted([
    [6, "async"],
    [1, "sync"],
    [3, "asyncGenerator"],
    [1, "generator"],
  ] as const);
}

/** The scope of a body that is no arrow's. */
function ownScope(scope: Scope, kind: Callable["kind"], changes: Partial<Scope> = {}): Scope {
  const [, , async, yields] = words[kind];
  return functionScope(scope, { async, yields, owned: true, self: false, derived: false, ...changes });
}

export function functionDeclaration(scope: Scope): Declared {
  const kind = chooseKind(scope);
  const name = newName(scope, "f");
  const { text, names } = parameters(scope);
  const inner = withVariables(ownScope(scope, kind), names);
  return { text: `${words[kind][0]} ${name}${text} ${block(inner)}`, callables: [{ text: name, kind }] };
}

/** An arrow or function expression that its variable gives a name. */
export function namedExpression(scope: Scope): Declared {
  const name = newName(scope, "g");
  const value = scope.program.choose.percent(60) ? asyncArrow(scope) : asyncExpression(scope);
  const text = `const ${name} = ${value};\nlog(${name}.name.length + ${name}.length);`;
  return { text, callables: [{ text: name, kind: "async" }] };
}

/** It has the `this`, `arguments` and `super` of the code around. */
export function asyncArrow(scope: Scope): string {
  const { text, names } = parameters(scope);
  const inner = withVariables(
    functionScope(scope, { async: true, self: scope.self, owned: scope.owned, derived: scope.derived }),
    names,
  );
  const body = scope.program.choose.percent(50) ? expression(deeper(inner)) : block(inner);
  return `async ${text} => ${body}`;
}

export function asyncExpression(scope: Scope): string {
  const { text, names } = parameters(scope);
  const name = scope.program.choose.percent(40) ? ` ${newName(scope, "h")}` : "";
  return `async function${name}${text} ${block(withVariables(ownScope(scope, "async"), names))}`;
}

/** An object with methods, called through it. */
export function objectDeclaration(scope: Scope): Declared {
  const name = newName(scope, "o");
  const members = Array.from({ length: 1 + scope.program.choose.below(2) }, () => objectMember(scope));
  const text = `const ${name} = { n: 5, ${members.map((member) => member.text).join(", ")} };`;
  return { text, callables: members.map(({ key, kind }) => ({ text: `${name}.${key}`, kind })) };
}

function objectMember(scope: Scope): { text: string; key: string; kind: Callable["kind"] } {
  const { choose } = scope.program;
  const key = newName(scope, "m");
  const kind = chooseKind(scope);
  const { text, names } = parameters(scope);
  const inner = withVariables(ownScope(scope, kind, { self: true }), names);
  const written = choose.percent(20) ? `["${key}"]` : key;
  if (kind === "async" && choose.percent(25)) return { key, kind, text: `${written}: ${asyncArrow(scope)}` };
  return { key, kind, text: `${words[kind][1]}${written}${text} ${block(inner)}` };
}

/** A class with a base, methods of every sort, and an instance to call them on. */
export function classDeclaration(scope: Scope): Declared {
  const { choose } = scope.program;
  const name = newName(scope, "C");
  const instance = newName(scope, "c");
  const members = Array.from({ length: 1 + choose.below(3) }, () => classMember(scope));
  const fields = choose.percent(40) ? `stored = ${choose.below(9)};\n` : "";
  const open = choose.percent(20) ? `field = 1\n` : "";
  const body = `${fields}${open}${members.map((member) => member.text).join("\n")}`;
  return {
    text: `class ${name} extends Base {\n${body}\n}\nconst ${instance} = new ${name}();`,
    callables: members.map(({ key, kind, isStatic }) => ({
      text: `${isStatic ? name : instance}.${key}`,
      kind,
    })),
  };
}

function classMember(scope: Scope): { text: string; key: string; kind: Callable["kind"]; isStatic: boolean } {
  const { choose } = scope.program;
  const key = newName(scope, "m");
  const kind = chooseKind(scope);
  const { text, names } = parameters(scope);
  const isStatic = choose.percent(15);
  const inner = withVariables(ownScope(scope, kind, { self: true, derived: true }), names);
  const method = (name: string) =>
    `${isStatic ? "static " : ""}${words[kind][1]}${name}${text} ${block(inner)}`;
  if (kind !== "async" || choose.percent(60)) return { key, kind, isStatic, text: method(key) };
  if (choose.percent(50)) {
    // A private method, reached through a public one.
    const shown = `${isStatic ? "static " : ""}async ${key}(...all${note(scope, ": any[]")}) { return await this.#${key}(...all); }`;
    return { key, kind, isStatic, text: `${method(`#${key}`)}\n${shown}` };
  }
  const arrow = asyncArrow(deeper(scope, { self: true, derived: true, owned: false }));
  return { key, kind, isStatic: false, text: `${key} = ${arrow};` };
}
