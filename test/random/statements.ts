/** Random statements. Loops are bounded, and functions are called only where they are in reach already. */
import { args, callables, condition, expression } from "./expressions.ts";
import {
  classDeclaration,
  type Declared,
  functionDeclaration,
  namedExpression,
  objectDeclaration,
} from "./functions.ts";
import { type Callable, deeper, newName, note, type Scope, withVariable } from "./scope.ts";

/** A statement, and the scope of what stands behind it. */
type Written = readonly [text: string, after: Scope];
type Production = (scope: Scope) => Written;

/** An expression of a statement: a little deeper than what stands inside of it may get. */
function operand(scope: Scope): string {
  return expression({ ...scope, depth: scope.depth + 1 });
}

export function block(scope: Scope): string {
  return `{\n${statements(scope, scope.depth <= 0 ? 1 : 3)}\n}`;
}

export function statements(scope: Scope, most: number): string {
  const { choose } = scope.program;
  const texts: string[] = [];
  let inner = scope;
  for (let count = 1 + choose.below(most); count > 0; count--) {
    const [text, after] = statement(inner);
    texts.push(text);
    inner = after;
  }
  return texts.join("\n");
}

function statement(scope: Scope): Written {
  if (scope.depth <= 0) return effect(scope);
  const { async, returns, inLoop, inSwitch, labels } = scope;
  return scope.program.choose.weighted<Production>([
    [8, effect],
    [5, variable],
    [3, destructuring],
    [4, branch],
    [4, loop],
    [2, cases],
    [5, attempt],
    [2, (inner) => declared(inner, functionDeclaration)],
    [2, (inner) => declared(inner, namedExpression)],
    [1, (inner) => declared(inner, objectDeclaration)],
    [1, (inner) => declared(inner, classDeclaration)],
    [async ? 5 : 0, forAwait],
    [async ? 2 : 0, pulls],
    [async ? 3 : 0, usingBlock],
    [returns ? 2 : 0, leave],
    [inLoop ? 2 : 0, (inner) => end(inner, inner.program.choose.of(["break", "continue"]))],
    [inLoop && labels.length > 0 ? 3 : 0, jump],
    [inSwitch ? 1 : 0, (inner) => end(inner, "break")],
    [1, (inner) => [block(deeper(inner)), inner]],
    [1, (inner) => end(inner, `if (${condition(inner)}) throw new Error("e" + ${operand(inner)})`)],
  ])(scope);
}

/** Now and then the end of a statement is left to the language. */
function end(scope: Scope, text: string): Written {
  return [scope.program.choose.percent(scope.program.openEnds) ? text : `${text};`, scope];
}

function effect(scope: Scope): Written {
  const value = operand(scope);
  return end(scope, scope.program.choose.percent(70) ? `log(${value})` : value.replace(/^\{/, "0, {"));
}

function variable(scope: Scope): Written {
  const { choose } = scope.program;
  const [name, word] = [newName(scope), choose.of(["let", "const", "var"])];
  const typed = choose.percent(40) ? note(scope, ": number") : "";
  const [text] = end(scope, `${word} ${name}${typed} = ${operand(scope)}`);
  return [text, withVariable(scope, name, word === "const")];
}

function destructuring(scope: Scope): Written {
  const { choose } = scope.program;
  const [a, b] = [newName(scope), newName(scope)];
  const [x, y, z] = [operand(scope), operand(scope), operand(scope)];
  const text = choose.of([
    `let { k: ${a} = ${x}, ...${b}rest } = { k: ${y}, l: ${z} };\nlet ${b} = Object.keys(${b}rest).length;`,
    `let [${a}, ${b} = ${x}] = [${y}, ${z}];`,
    `let { k: [${a} = ${x}], ["l"]: ${b} } = { k: [${y}], l: ${z} };`,
    `let ${a} = 0, ${b} = 0;\n[${a}, ${b}] = [${x}, ${y}];`,
    `let ${a} = 0, ${b} = ${z};\n({ k: ${a} = ${x} } = { k: ${y} });`,
  ]);
  return [text, withVariable(withVariable(scope, a), b)];
}

function branch(scope: Scope): Written {
  const otherwise = scope.program.choose.percent(50) ? ` else ${body(scope)}` : "";
  return [`if (${condition(scope)}) ${block(deeper(scope))}${otherwise}`, scope];
}

/** Mostly a block; sometimes one bare statement. */
function body(scope: Scope): string {
  if (scope.program.choose.percent(75)) return block(deeper(scope));
  return `log(${operand(scope)});`;
}

function loop(scope: Scope): Written {
  const { choose } = scope.program;
  const [name, label] = [newName(scope), choose.percent(30) ? newName(scope, "label") : undefined];
  const labels = label ? [...scope.labels, label] : scope.labels;
  const inner = deeper(scope, { inLoop: true, inSwitch: false, labels });
  const counted = withVariable(inner, name, true);
  const [value, other] = [operand(scope), operand(scope)];
  const closure = choose.percent(25) ? `const ${name}c = () => ${name};\nlog(${name}c());\n` : "";
  const text = choose.of([
    `for (let ${name} = 0; ${name} < ${1 + choose.below(3)}; ${name}++) {\n${closure}${statements(counted, 2)}\n}`,
    `for (const ${name} of [${value}, ${other}]) {\n${closure}${statements(counted, 2)}\n}`,
    `for (const ${name}k in { a: ${value}, b: 2 }) {\nconst ${name} = ${name}k.length;\n${statements(counted, 2)}\n}`,
    `{ let ${name}w = 0;\n${label ? `${label}: ` : ""}while (${name}w++ < 2) ${block(inner)} }`,
    `{ let ${name}w = 0;\n${label ? `${label}: ` : ""}do ${block(inner)} while (${name}w++ < ${choose.below(2)} && ${condition(scope)}); }`,
  ]);
  return [label && text.startsWith("for") ? `${label}: ${text}` : text, scope];
}

function cases(scope: Scope): Written {
  const inner = deeper(scope, { inSwitch: true });
  const clauses = [0, 1].map((value) => `case ${value}: {\n${statements(inner, 2)}\n}`);
  return [`switch (${operand(scope)} % 3) {\n${clauses.join("\n")}\ndefault:\n${body(inner)}\n}`, scope];
}

function attempt(scope: Scope): Written {
  const { choose } = scope.program;
  const name = newName(scope, "error");
  const caught = `catch (${name}) {\nlog(nameOf(${name}));\n${statements(deeper(scope), 2)}\n}`;
  const finallyBlock = `finally ${block(deeper(scope))}`;
  const handlers = choose.weighted([
    [5, caught],
    [2, `${caught} ${finallyBlock}`],
    [2, finallyBlock],
    [1, `catch ${block(deeper(scope))}`],
  ]);
  const risk = choose.percent(50) ? `\nif (${condition(scope)}) throw new TypeError("t");` : "";
  return [`try {\n${statements(deeper(scope), 2)}${risk}\n} ${handlers}`, scope];
}

function declared(scope: Scope, make: (scope: Scope) => Declared): Written {
  const { text, callables: made } = make(deeper(scope));
  const after = { ...scope, callables: [...scope.callables, ...made] };
  return [[text, ...made.map((one) => use(after, one))].join("\n"), after];
}

/** Most of what is declared is used at once, as otherwise little of it would ever run. */
function use(scope: Scope, { text, kind }: Callable): string {
  if (scope.program.choose.percent(30)) return "";
  const call = `${text}${args(scope)}`;
  if (kind === "sync") return `log(${call});`;
  if (kind === "generator") return `for (const item of ${call}) log(item);`;
  if (!scope.async) return "";
  return kind === "async" ? `log(await ${call});` : `for await (const item of ${call}) log(item);`;
}

/** An iterable that `for await` takes: of promises, of numbers, or what an async generator gives. */
function source(scope: Scope): string {
  const known = callables(scope, "asyncGenerator", "generator");
  const [a, b] = [operand(scope), operand(scope)];
  const lists = [`[${a}, ${b}]`, `[Promise.resolve(${a}), ${b}]`, `slowly([${a}, ${b}])`];
  return known.length > 0 && scope.program.choose.percent(60)
    ? `${scope.program.choose.of(known).text}${args(scope)}`
    : scope.program.choose.of(lists);
}

function forAwait(scope: Scope): Written {
  const { choose } = scope.program;
  const [name, label] = [newName(scope), choose.percent(30) ? newName(scope, "label") : undefined];
  const labels = label ? [...scope.labels, label] : scope.labels;
  const inner = withVariable(deeper(scope, { inLoop: true, inSwitch: false, labels }), name, true);
  const word = choose.of(["const", "let", "var"]);
  const end = choose.percent(40) ? `\nif (${condition(inner)}) break;` : "";
  const head = `for await (${word} ${name} of ${source(scope)})`;
  return [`${label ? `${label}: ` : ""}${head} {\nlog(${name});\n${statements(inner, 2)}${end}\n}`, scope];
}

/** An async generator that is pulled by hand. */
function pulls(scope: Scope): Written {
  const known = callables(scope, "asyncGenerator");
  if (known.length === 0) return effect(scope);
  const name = newName(scope, "it");
  const { choose } = scope.program;
  const requests = Array.from({ length: 1 + choose.below(3) }, () =>
    choose.weighted([
      [4, `await ${name}.next(${operand(scope)})`],
      [1, `await ${name}.return(${operand(scope)})`],
      [1, `await ${name}.throw(new RangeError("r"))`],
    ]),
  );
  const logs = requests.map((request) => `logItem(${request});`);
  const made = `const ${name} = ${choose.of(known).text}${args(scope)};`;
  return [`${made}\ntry {\n${logs.join("\n")}\n} catch (e${name}) { log(nameOf(e${name})); }`, scope];
}

function usingBlock(scope: Scope): Written {
  const { choose } = scope.program;
  const names = Array.from({ length: 1 + choose.below(2) }, () => newName(scope));
  const lines = names.map((name, at) => {
    const isPlain = choose.percent(35);
    const make = isPlain ? "disposable" : choose.of(["disposable", "asyncDisposable"]);
    return `${isPlain ? "using" : "await using"} ${name}u = ${make}(${at + 1}, ${operand(scope)});`;
  });
  const read = names.map((name) => `log(${name}u.n);`);
  return [`{\n${lines.join("\n")}\n${read.join("\n")}\n${statements(deeper(scope), 2)}\n}`, scope];
}

/** A coroutine is not returned unawaited: it would start later than an async function does. */
function leave(scope: Scope): Written {
  const value = operand(scope);
  const what = scope.async && scope.program.choose.percent(30) ? `later(${value})` : value;
  return end(scope, `if (${condition(scope)}) return ${what}`);
}

function jump(scope: Scope): Written {
  const { choose } = scope.program;
  return end(
    scope,
    `if (${condition(scope)}) ${choose.of(["break", "continue"])} ${choose.of(scope.labels)}`,
  );
}
