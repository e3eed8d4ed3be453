/**
 * Random expressions, each a number when it is evaluated. Whatever they write to the log is in one order, natively
 * and rewritten: a coroutine is awaited where it is made.
 */
import { asyncArrow, asyncExpression } from "./functions.ts";
import { type Callable, deeper, newName, note, type Scope } from "./scope.ts";

type Production = (scope: Scope) => string;

/** An expression that may stand wherever a number may: in brackets where it has to. */
export function expression(scope: Scope): string {
  if (scope.depth <= 0) return simple(scope);
  return scope.program.choose.weighted(productionsOf(scope))(scope);
}

function productionsOf(scope: Scope): readonly (readonly [number, Production])[] {
  const { async, yields, self, owned, derived } = scope;
  return [
    [14, simple],
    [6, logged],
    [6, calculation],
    [3, conditional],
    [3, assignment],
    [3, fromLiteral],
    [2, template],
    [2, comma],
    [2, (inner) => `(${arrowOf(inner)})(${expression(deeper(inner))})`],
    [async ? 16 : 0, awaited],
    [async ? 5 : 0, awaitedCall],
    [3, plainCall],
    [async ? 3 : 0, (inner) => `(await (${asyncArrow(inner)})(${expression(deeper(inner))}))`],
    [async ? 2 : 0, (inner) => `(await (${asyncExpression(inner)})(${expression(deeper(inner))}))`],
    [yields === "no" ? 0 : 8, yielded],
    [self ? 5 : 0, () => "this.n"],
    [self ? 1 : 0, (inner) => `(this.n = ${expression(deeper(inner))})`],
    [owned ? 2 : 0, () => "arguments.length"],
    [owned ? 2 : 0, () => "Number(arguments[0] ?? 7)"],
    [owned ? 1 : 0, () => "(new.target === undefined ? 1 : 2)"],
    [derived ? 4 : 0, (inner) => `super.base(${expression(deeper(inner))})`],
    [derived ? 2 : 0, () => "super.size"],
    [derived ? 1 : 0, (inner) => `(super.stored = ${expression(deeper(inner))})`],
  ];
}

export function simple({ program: { choose }, variables }: Scope): string {
  return variables.length > 0 && choose.percent(70) ? choose.of(variables) : String(choose.below(10));
}

function logged(scope: Scope): string {
  return `log(${expression(deeper(scope))})`;
}

function calculation(scope: Scope): string {
  const { choose } = scope.program;
  const operator = choose.of(["+", "-", "*", "<", "===", "&&", "||", "??", "|", ",", "in"]);
  const [left, right] = [expression(deeper(scope)), expression(deeper(scope))];
  if (operator === "in") return `Number(${left} in { 1: ${right} })`;
  if (operator === "<" || operator === "===") return `Number(${left} ${operator} ${right})`;
  return `(${left} ${operator} ${right})`;
}

function conditional(scope: Scope): string {
  return `(${condition(scope)} ? ${expression(deeper(scope))} : ${expression(deeper(scope))})`;
}

/** Something that is true or false. */
export function condition(scope: Scope): string {
  return `${expression(deeper(scope))} % 2 ${scope.program.choose.of(["===", "!=="])} 0`;
}

function assignment(scope: Scope): string {
  const { choose } = scope.program;
  const free = scope.variables.filter((name) => !scope.fixed.has(name));
  if (free.length === 0) return simple(scope);
  const operator = choose.of(["=", "+=", "-=", "||=", "&&=", "??="]);
  return `(${choose.of(free)} ${operator} ${expression(deeper(scope))})`;
}

function fromLiteral(scope: Scope): string {
  const [a, b] = [expression(deeper(scope)), expression(deeper(scope))];
  return scope.program.choose.of([
    `[${a}, ${b}][1]${note(scope, "!")}`,
    `[...[${a}, ${b}]].length`,
    `({ k: ${a}, ["k" + 1]: ${b} }).k`,
    `({ ...{ k: ${a} } }).k`,
    `(({ k: ${a} })?.k ?? ${b})`,
    `(-${a})`,
    `(typeof ${a}).length`,
    `Math.max(${a}, ...[${b}])`,
  ]);
}

function template(scope: Scope): string {
  const text = `\`\${${expression(deeper(scope))}}:\${${expression(deeper(scope))}}\``;
  return scope.program.choose.percent(30) ? `tag${text}` : `${text}.length`;
}

function comma(scope: Scope): string {
  return `(${expression(deeper(scope))}, ${expression(deeper(scope))})`;
}

function arrowOf(scope: Scope): string {
  const name = newName(scope);
  const inner = { ...deeper(scope, { async: false, yields: "no" }), variables: [...scope.variables, name] };
  return `(${name}${note(scope, ": number")}) => ${expression(inner as Scope)}`;
}

function awaited(scope: Scope): string {
  const { choose } = scope.program;
  const value = expression(deeper(scope));
  const what = choose.of([value, `Promise.resolve(${value})`, `later(${value})`, `thenable(${value})`]);
  const gap = choose.weighted([
    [12, " "],
    [1, " /* gap */ "],
    [1, "\n"],
    [1, " // gap\n"],
  ]);
  const typed = choose.percent(10) ? note(scope, " as number") : "";
  return `(await${gap}${what}${typed})`;
}

/** The end of a call, which never throws before the function runs. */
export function args(scope: Scope): string {
  const count = scope.program.choose.below(3);
  return `(${Array.from({ length: count }, () => expression(deeper(scope))).join(", ")})`;
}

/** The callables of a kind that are in reach. */
export function callables(scope: Scope, ...kinds: readonly Callable["kind"][]): readonly Callable[] {
  return scope.callables.filter(({ kind }) => kinds.includes(kind));
}

function awaitedCall(scope: Scope): string {
  const known = callables(scope, "async");
  if (known.length === 0) return awaited(scope);
  return `(await ${scope.program.choose.of(known).text}${args(scope)})`;
}

function plainCall(scope: Scope): string {
  const known = callables(scope, "sync");
  return known.length === 0 ? logged(scope) : `${scope.program.choose.of(known).text}${args(scope)}`;
}

function yielded(scope: Scope): string {
  const value = expression(deeper(scope));
  const what =
    scope.yields === "async" && scope.program.choose.percent(30) ? `Promise.resolve(${value})` : value;
  return `Number((yield ${what}) ?? 3)`;
}
