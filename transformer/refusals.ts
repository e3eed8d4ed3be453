/**
 * The forms that are not rewritten, each as a question to one async function. The answer is the node that is the
 * reason, for the diagnostic. It is better to refuse than to guess: what is not refused is rewritten correctly.
 */
import type ts from "typescript";
import type { FileContext } from "./context.ts";
import { type Refusal, refusals } from "./diagnostics.ts";
import { findEarlyError } from "./early-errors.ts";
import { hasHome, keyOf, positionalName } from "./keys.ts";
import type { TypeScript } from "./parse.ts";
import { isDirectEval, isPropertyName, namesInDeadZone } from "./scopes.ts";
import { type AsyncFunction, findOwn, firstOwn, isAwaitUsing, isBoundary } from "./syntax.ts";

/** A refusal and the node that is its reason. */
export interface Refused {
  readonly refusal: Refusal;
  readonly node: ts.Node;
}

type Question = (file: FileContext, node: AsyncFunction) => ts.Node | undefined;

/** Why a function cannot be rewritten; undefined when it can. */
export function findRefusal(file: FileContext, node: AsyncFunction): Refused | undefined {
  for (const [refusal, mayHold, question] of questions) {
    const reason = mayHold(file) && question(file, node);
    if (reason) return { refusal, node: reason };
  }
  return undefined;
}

const names = (name: string) => (file: FileContext) => file.names.has(name);
const always = () => true;

/** Each with what a file must hold for there to be anything to find. */
const questions: readonly (readonly [Refusal, (file: FileContext) => boolean, Question])[] = [
  [refusals.earlyError, always, findEarlyError],
  [refusals.awaitUsing, always, findUsingInCase],
  [refusals.yieldName, names("yield"), findYieldName],
  [refusals.directEval, names("eval"), findDirectEval],
  [refusals.loopName, always, findLoopName],
  [refusals.computedKey, always, findHomelessKey],
];

/** Between the clauses of a switch is no place for a try statement; JavaScript forbids it there as well. */
function findUsingInCase({ ts, survey }: FileContext, node: AsyncFunction): ts.Node | undefined {
  const wrong = survey.usings.filter(
    (using) => isAwaitUsing(ts, using) && ts.isCaseOrDefaultClause(using.parent.parent),
  );
  return firstOwn(ts, node, wrong);
}

/** Nested functions are searched as well: the names of some belong to the outer code, and few use the word. */
function findYieldName({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  const visit = (inner: ts.Node): ts.Node | undefined => {
    const isName = ts.isIdentifier(inner) && inner.text === "yield" && !isPropertyName(ts, inner);
    return isName ? inner : ts.forEachChild(inner, visit);
  };
  return visit(node);
}

/** At the top of a module or script there is no `arguments`, `super` or `new.target` that it could name. */
function findDirectEval({ ts, format }: FileContext, node: AsyncFunction): ts.Node | undefined {
  if (!ts.isArrowFunction(node)) return undefined;
  const owner = ownerOf(ts, node);
  if (ts.isSourceFile(owner) && format !== "commonjs") return undefined;
  // A constructor may have no `this` yet that could be bound.
  const harmful = ts.isConstructorDeclaration(owner)
    ? /\\|arguments|super|target|this/
    : /\\|arguments|super|target/;
  const isHarmless = (argument: ts.Node | undefined) =>
    !argument || (ts.isStringLiteralLike(argument) && !harmful.test(argument.text));
  return findOwn(ts, node, (inner) => isDirectEval(ts, inner) && !isHarmless(inner.arguments[0]), true);
}

/** The function, field or file whose `this` an arrow sees. */
function ownerOf(ts: FileContext["ts"], arrow: ts.Node): ts.Node {
  let at = arrow.parent;
  while (!ts.isSourceFile(at) && (!isBoundary(ts, at) || ts.isArrowFunction(at))) at = at.parent;
  return at;
}

/** Such a loop throws as soon as it looks at the name; only the form of a `for await` can keep that. */
function findLoopName(file: FileContext, node: AsyncFunction): ts.Node | undefined {
  const { ts, survey } = file;
  const isWrong = ({ parent }: ts.Node) =>
    ts.isForOfStatement(parent) && !parent.awaitModifier && namesInDeadZone(file, parent).length > 0;
  const wrong = survey.usings.filter((using) => isAwaitUsing(ts, using) && isWrong(using));
  const found = firstOwn(ts, node, wrong);
  return (found?.parent as ts.ForOfStatement | undefined)?.expression;
}

/** A computed key of a class needs a variable that lives as long as the class. */
function findHomelessKey({ ts }: FileContext, node: AsyncFunction): ts.Node | undefined {
  const name = ts.isMethodDeclaration(node) ? node.name : positionalName(ts, node)?.computed;
  if (!name || keyOf(ts, name).form !== "temporary") return undefined;
  return canKeep(ts, name.parent.parent) ? undefined : name;
}

/** Whether the keys of a class can be kept: in a block, or in a function around it that awaits nothing. */
function canKeep(ts: TypeScript, node: ts.Node): boolean {
  // An object literal is different: its key is used up before anything else can run.
  if (!ts.isClassLike(node) || hasHome(ts, node)) return true;
  const isWaiting = (inner: ts.Node) => ts.isAwaitExpression(inner) || ts.isYieldExpression(inner);
  if (findOwn(ts, node, isWaiting)) return false;
  const name = node.name ? undefined : positionalName(ts, node)?.computed;
  return name === undefined || canKeep(ts, name.parent.parent);
}
