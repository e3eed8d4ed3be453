/**
 * The rule `no-yield-in-task-group`: between two items an async generator is not running, so that what a TaskGroup or
 * a timeout around its `yield` cancels is whoever happens to pull the items, and the block may never be left.
 */
import { runtimeName } from "./imports.ts";
import {
  type FunctionNode,
  is,
  isFunction,
  type Node,
  ownerOf,
  type SourceCode,
  unwrap,
  variableOf,
} from "./nodes.ts";
import { createRule } from "./rule.ts";

/** What cancels the task that entered it. */
const scopes = new Set(["TaskGroup", "timeout", "timeoutAt", "Timeout"]);

export const noYieldInTaskGroup = createRule(
  "no-yield-in-task-group",
  "Forbid `yield` inside of a TaskGroup or a timeout of an async generator",
  {
    inside:
      "This `yield` leaves an async generator inside of a `{{scope}}`, which would cancel whoever pulls the items. " +
      "Collect the items first and yield them after the block, or hand them over through a Queue.",
  },
  ({ sourceCode, report }) => ({
    YieldExpression(node: Node) {
      const owner = ownerOf(node);
      if (!isFunction(owner) || !owner.async || !owner.generator || isContextManager(sourceCode, owner))
        return;
      const scope = scopeAround(sourceCode, node, owner);
      if (scope) report({ node, messageId: "inside", data: { scope } });
    },
  }),
);

/** The name of the innermost such block that was entered before a node. */
function scopeAround(sourceCode: SourceCode, node: Node, owner: Node): string | undefined {
  for (let at = node; at.parent && at !== owner; at = at.parent) {
    const { parent } = at;
    const statements = is(parent, "BlockStatement") ? parent.body : [];
    const entered = statements.slice(0, statements.indexOf(at)).map((one) => enteredBy(sourceCode, one));
    const found = entered.reverse().find((one) => one !== undefined);
    if (found) return found;
  }
  return undefined;
}

/** `await using group = new TaskGroup()` */
function enteredBy(sourceCode: SourceCode, statement: Node): string | undefined {
  if (!is(statement, "VariableDeclaration") || statement.kind !== "await using") return undefined;
  return (
    statement.declarations.map(({ init }) => init && scopeName(sourceCode, unwrap(init))).find(Boolean) ??
    undefined
  );
}

function scopeName(sourceCode: SourceCode, node: Node): string | undefined {
  if (!is(node, "CallExpression", "NewExpression")) return undefined;
  const name = runtimeName(sourceCode, node.callee);
  return name !== undefined && scopes.has(name) ? name : undefined;
}

/** What asyncContextManager gets yields once, and is left in the task that entered it. */
function isContextManager(sourceCode: SourceCode, owner: FunctionNode): boolean {
  if (isHandedOver(sourceCode, owner)) return true;
  const variable = owner.id && variableOf(sourceCode, owner.id);
  const named = variable?.references.map(({ identifier }) => identifier) ?? [];
  return named.some((identifier) => isHandedOver(sourceCode, identifier));
}

function isHandedOver(sourceCode: SourceCode, node: Node): boolean {
  const { parent } = node;
  if (!is(parent, "CallExpression") || !parent.arguments.includes(node)) return false;
  return runtimeName(sourceCode, parent.callee) === "asyncContextManager";
}
