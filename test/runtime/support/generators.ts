/** One async generator in two forms, the language's own and ours, and what a row of requests makes each of them do. */
import ts from "typescript";
import { asyncGenerator, item } from "../../../runtime/asyncgenerators.ts";
import { delegate } from "../../../runtime/delegation.ts";
import { coroutine, getRunningLoop, sleep } from "../../../runtime/index.ts";
import { iterate } from "../../../runtime/iteration.ts";
import { runVirtual } from "../../../runtime/testing/index.ts";

type Generators = AsyncGenerator<unknown, unknown, unknown>;

/** What both forms see as globals. */
interface World {
  log(what: unknown): void;
  /** Gives the value a little later. */
  later(value: unknown): PromiseLike<unknown>;
  /** Fails a little later. */
  failing(error: unknown): PromiseLike<unknown>;
}

const later = coroutine(function* (value: unknown): Generator<unknown, unknown, never> {
  yield sleep(0.001);
  return value;
});
const failing = coroutine(function* (error: unknown): Generator<unknown, never, never> {
  yield sleep(0.001);
  throw error;
});

/**
 * What happens when the async generator function `g` of a source gets these requests, one after the other:
 * natively, and as the compiler writes it. A request is `next`, `throw` or `return`, with its argument after a
 * colon; `later` stands for an awaitable, `failing` for one that fails.
 */
export async function nativeAndOurs(source: string, requests: string): Promise<[unknown[], unknown[]]> {
  const native: unknown[] = [];
  const ours: unknown[] = [];
  const promises: World = {
    log: (what) => native.push(what),
    later: async (value) => value,
    failing(error) {
      const failed = Promise.reject(error);
      failed.catch(() => {}); // an iterator may be closed before anyone awaits it
      return failed;
    },
  };
  const coroutines: World = { log: (what) => ours.push(what), later, failing };
  await ask(evaluate(source, promises), requests, promises);
  await runVirtual(askHere(evaluate(lowered(source), coroutines), requests, coroutines));
  return [native.map(plain), ours.slice(0, ours.indexOf(END)).map(plain)];
}

/** Promises on one side are coroutines on the other. */
function plain(event: unknown): unknown {
  if (typeof (event as PromiseLike<unknown> | undefined)?.then === "function") return "an awaitable";
  if (typeof event !== "object" || event === null || !("value" in event)) return event;
  return { ...event, value: plain(event.value) };
}

async function ask(generator: Generators, requests: string, world: World): Promise<void> {
  for (const [method, argument] of parse(requests, world)) {
    try {
      world.log(await generator[method](argument));
    } catch (error) {
      world.log({ error: textOf(error) });
    }
  }
}

const askHere = coroutine(function* (
  generator: Generators,
  requests: string,
  world: World,
): Generator<unknown, void, unknown> {
  getRunningLoop().setExceptionHandler(() => {}); // Some refuse to be closed.
  for (const [method, argument] of parse(requests, world)) {
    try {
      world.log(yield generator[method](argument));
    } catch (error) {
      world.log({ error: textOf(error) });
    }
  }
  world.log(END);
});

/** What comes later is the loop, which closes what has not ended. */
const END = Symbol("end");

/** Of the errors of the language itself the words are not compared. */
function textOf(error: unknown): unknown {
  return error instanceof Error ? error.name : error;
}

function evaluate(source: string, world: World): Generators {
  const globals = { ...world, asyncGenerator, item, delegate, iterate };
  return new Function(...Object.keys(globals), `${source} return g();`)(...Object.values(globals));
}

type Request = [method: "next" | "throw" | "return", argument: unknown];

function* parse(requests: string, world: World): Generator<Request> {
  for (const request of requests.split(" ")) {
    const [method, argument] = request.split(":") as [Request[0], string | undefined];
    if (argument === "later") yield [method, world.later("later")];
    else if (argument === "failing") yield [method, world.failing("failed")];
    else yield [method, argument];
  }
}

const { factory } = ts;

/** What the compiler makes of the async generators declared at the top of a source, except for `for await`. */
function lowered(source: string): string {
  const file = ts.createSourceFile("g.js", source, ts.ScriptTarget.Latest);
  const { transformed } = ts.transform(file, [
    (context) => (node) => ts.visitEachChild(node, (child) => lowerFunction(child, context), context),
  ]);
  return ts.createPrinter().printFile(transformed[0] as ts.SourceFile);
}

function lowerFunction(node: ts.Node, context: ts.TransformationContext): ts.Node | ts.Node[] {
  if (!ts.isFunctionDeclaration(node) || !node.asteriskToken) return node;
  const { asteriskToken, name, parameters } = node;
  const body = ts.visitEachChild(node.body, (child) => lowerBody(child, context), context);
  const made = factory.createFunctionDeclaration([], asteriskToken, name, [], parameters, undefined, body);
  return [made, factory.createExpressionStatement(call("asyncGenerator", [name as ts.Identifier]))];
}

function lowerBody(old: ts.Node, context: ts.TransformationContext): ts.Node {
  if (ts.isFunctionLike(old)) return old;
  const node = ts.visitEachChild(old, (child) => lowerBody(child, context), context);
  if (ts.isAwaitExpression(node)) return pause(node.expression);
  if (ts.isReturnStatement(node) && node.expression)
    return factory.createReturnStatement(pause(node.expression));
  if (!ts.isYieldExpression(node)) return node;
  const argument = node.expression ? [node.expression] : [];
  if (!node.asteriskToken) return pause(call("item", argument));
  return factory.createYieldExpression(node.asteriskToken, call("delegate", argument));
}

function pause(awaited: ts.Expression): ts.Expression {
  return factory.createYieldExpression(undefined, awaited);
}

function call(name: string, args: ts.Expression[]): ts.Expression {
  return factory.createCallExpression(factory.createIdentifier(name), undefined, args);
}
