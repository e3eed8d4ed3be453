/**
 * The rule `no-swallowed-cancellation`: the compiler lets cancellation pass through a `catch` around an `await`, but
 * only in code that it compiles. Native functions, and the handlers of `.catch()`, get everything.
 */
import { Coroutines } from "./coroutines.ts";
import { importing, namesBaseException } from "./imports.ts";
import {
  type Block,
  type Call,
  type FunctionNode,
  findOwn,
  is,
  isFunction,
  isUnder,
  memberName,
  type Node,
  type NodeOf,
  ownerOf,
  type RuleContext,
  type SourceCode,
  type Suggestion,
  unwrap,
} from "./nodes.ts";
import { createRule } from "./rule.ts";

export const noSwallowedCancellation = createRule(
  "no-swallowed-cancellation",
  "Require that handlers which the compiler does not know of let a cancellation pass",
  {
    native:
      "This catch in native code swallows a cancellation of what it awaits. Throw a BaseException on, or compile the function.",
    handler:
      "This handler swallows the cancellation of the coroutine. Throw a BaseException on, or use try and catch in an async function.",
    rethrow: "Throw a BaseException on.",
  },
  (context) => {
    const coroutines = new Coroutines(context);
    return {
      TryStatement: (node: NodeOf<"TryStatement">) => checkTry(context, node),
      CallExpression: (node: Call) => checkHandler(context, coroutines, node),
    };
  },
);

function checkTry(context: RuleContext, node: NodeOf<"TryStatement">): void {
  const { sourceCode } = context;
  const { block, handler } = node;
  if (!is(handler, "CatchClause") || !isNativeAsync(ownerOf(node))) return;
  if (!findOwn(sourceCode, block, isAwait) || letsPass(sourceCode, handler.body)) return;
  context.report({
    node: handler,
    messageId: "native",
    suggest: rethrow(sourceCode, handler.param, handler.body, handler),
  });
}

/** Asynchronous code that a directive keeps native: a function, or what stands at the top of a module. */
function isNativeAsync(owner: Node): boolean {
  return isUnder(owner, "use native") && (!isFunction(owner) || owner.async);
}

function isAwait(node: Node): boolean {
  if (is(node, "ForOfStatement")) return node.await;
  if (is(node, "VariableDeclaration")) return node.kind === "await using";
  return node.type === "AwaitExpression";
}

/** As the compiler's own rule: a clause that names a BaseException, or ends in a throw, knows what it does. */
function letsPass(sourceCode: SourceCode, body: Node): boolean {
  if (is(body, "BlockStatement") && body.body.at(-1)?.type === "ThrowStatement") return true;
  return findOwn(sourceCode, body, (node) => namesBaseException(sourceCode, node)) !== undefined;
}

/** Which argument gets the errors. */
const handlerPlaces = new Map([
  ["catch", 0],
  ["then", 1],
]);

/** `coroutine.catch(handler)` and `coroutine.then(…, handler)`, where the handler stands in the call. */
function checkHandler(context: RuleContext, coroutines: Coroutines, node: Call): void {
  const callee = unwrap(node.callee);
  if (!is(callee, "MemberExpression")) return;
  const place = handlerPlaces.get(memberName(callee) ?? "");
  if (place === undefined || coroutines.givenBy(callee.object) === undefined) return;
  const argument = node.arguments[place];
  const handler = argument && unwrap(argument);
  if (!isFunction(handler) || letsPass(context.sourceCode, handler.body)) return;
  context.report({ node: handler, messageId: "handler", suggest: rethrowIn(context.sourceCode, handler) });
}

function rethrowIn(sourceCode: SourceCode, { params, body }: FunctionNode): Suggestion[] {
  const [param] = params;
  return is(body, "BlockStatement") && param ? rethrow(sourceCode, param, body, undefined) : [];
}

/** The first statement of the handler throws it on; a clause without a name for the error gets one. */
function rethrow(
  sourceCode: SourceCode,
  param: Node | null,
  body: Block,
  clause: Node | undefined,
): Suggestion[] {
  if (param && !is(param, "Identifier")) return [];
  if (!param && !clause) return [];
  const { local, edit } = importing(sourceCode, "BaseException");
  const name = is(param, "Identifier") ? param.name : "error";
  const [start] = body.range;
  return [
    {
      messageId: "rethrow",
      fix: (fixer) => [
        ...edit(fixer),
        ...(param ? [] : [fixer.insertTextBefore(body, `(${name}) `)]),
        fixer.insertTextAfterRange([start, start + 1], ` if (${name} instanceof ${local}) throw ${name};`),
      ],
    },
  ];
}
