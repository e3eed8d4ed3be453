/**
 * The rule `no-reused-coroutines`: a coroutine is awaited once; the second time is a RuntimeError. A task may be
 * awaited as often as one likes.
 */
import { Coroutines } from "./coroutines.ts";
import { runtimeName } from "./imports.ts";
import {
  constantOf,
  is,
  isFunction,
  memberName,
  type Node,
  type NodeOf,
  ownerOf,
  type RuleContext,
  type SourceCode,
  unwrap,
  variableOf,
  wrapped,
} from "./nodes.ts";
import { createRule, makeTask, suggestionMessages } from "./rule.ts";

/** Functions of the runtime that await what they are given. */
const awaiting = new Set([
  "createTask",
  "ensureFuture",
  "gather",
  "wait",
  "waitFor",
  "shield",
  "asCompleted",
  "run",
]);

export const noReusedCoroutines = createRule(
  "no-reused-coroutines",
  "Forbid that the same coroutine is awaited twice",
  {
    again:
      "The coroutine in `{{name}}` was awaited before; a second time is a RuntimeError. Make it a task with createTask(), or call the function again.",
    loop: "The coroutine in `{{name}}` is awaited again on each turn of the loop; a second time is a RuntimeError. Call the function in the loop.",
    ...suggestionMessages,
  },
  (context) => {
    const coroutines = new Coroutines(context);
    return {
      VariableDeclarator(node: NodeOf<"VariableDeclarator">) {
        if (node.init && is(node.id, "Identifier") && coroutines.givenBy(node.init) === "coroutine")
          check(context, node);
      },
    };
  },
);

function check(context: RuleContext, declarator: NodeOf<"VariableDeclarator">): void {
  const { sourceCode } = context;
  const { id, init } = declarator;
  const variable = is(id, "Identifier") ? variableOf(sourceCode, id) : undefined;
  if (!variable || !init || !constantOf(variable)) return;
  const uses = variable.references
    .map(({ identifier }) => identifier)
    .filter((identifier) => identifier !== id && isAwaited(sourceCode, identifier));
  const suggest = [makeTask(sourceCode, init, init)];
  const data = { name: variable.name };
  for (const [index, use] of uses.entries()) {
    const isSecond = uses.slice(0, index).some((before) => mayFollow(before, use));
    if (isSecond) context.report({ node: use, messageId: "again", data, suggest });
    else if (loopAround(use, declarator)) context.report({ node: use, messageId: "loop", data, suggest });
  }
}

/** `await c`, `yield c` in a generator by hand, or an argument of what awaits it. */
function isAwaited(sourceCode: SourceCode, node: Node): boolean {
  const top = wrapped(node);
  const { parent } = top;
  if (parent?.type === "AwaitExpression" || parent?.type === "YieldExpression") return true;
  if (!is(parent, "CallExpression") || !parent.arguments.includes(top)) return false;
  const callee = unwrap(parent.callee);
  const name =
    runtimeName(sourceCode, callee) ?? (is(callee, "MemberExpression") ? memberName(callee) : undefined);
  return (
    name === "createTask" ||
    (name !== undefined && runtimeName(sourceCode, callee) !== undefined && awaiting.has(name))
  );
}

/** Whether both may run, one after the other: not in two branches, and not where the first one leaves. */
function mayFollow(before: Node, after: Node): boolean {
  if (ownerOf(before) !== ownerOf(after)) return false;
  // gather takes the same one twice, and runs it once.
  if (is(before.parent, "CallExpression") && before.parent === after.parent) return false;
  const [first, second, common] = branches(before, after);
  if (common && areExclusive(common, first, second)) return false;
  return !leaves(before, common);
}

/** The children of the innermost common node in which the two stand, and that node. */
function branches(one: Node, other: Node): [Node, Node, Node | undefined] {
  const path = pathOf(other);
  for (let at = one; at.parent; at = at.parent) {
    const index = path.indexOf(at.parent);
    if (index > 0) return [at, path[index - 1] as Node, at.parent];
  }
  return [one, other, undefined];
}

function pathOf(node: Node): Node[] {
  const path = [node];
  for (let at = node.parent; at; at = at.parent) path.push(at);
  return path;
}

function areExclusive(common: Node, first: Node, second: Node): boolean {
  const { consequent, alternate } = common as { consequent?: unknown; alternate?: unknown };
  if (common.type === "SwitchStatement") return first !== second;
  return (consequent === first && alternate === second) || (consequent === second && alternate === first);
}

/** Whether a statement around a node, inside of `limit`, ends in leaving it. */
function leaves(node: Node, limit: Node | undefined): boolean {
  for (let at: Node | null = node; at && at !== limit && !isFunction(at); at = at.parent) {
    const last = is(at, "BlockStatement") ? at.body.at(-1) : at;
    if (last && /^(Return|Throw|Break|Continue)Statement$/.test(last.type)) return true;
  }
  return false;
}

/** A loop around the use that is not around the declaration as well. */
function loopAround(use: Node, declarator: Node): boolean {
  const [at] = branches(use, declarator);
  for (let inner: Node | null = use; inner && inner !== at.parent; inner = inner.parent) {
    if (isFunction(inner)) return false;
    if (/^(For|ForOf|ForIn|While|DoWhile)Statement$/.test(inner.type)) return !leavesLoop(use, inner);
  }
  return false;
}

function leavesLoop(use: Node, loop: Node): boolean {
  for (let at: Node | null = use; at && at !== loop; at = at.parent) {
    const last = is(at, "BlockStatement") ? at.body.at(-1) : at;
    if (last && /^(Return|Throw|Break)Statement$/.test(last.type)) return true;
  }
  return false;
}
