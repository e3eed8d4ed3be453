/**
 * The rule `no-floating-coroutines`: a coroutine that nobody awaits never runs, and code that drops what a
 * callback returns drops its coroutine.
 */
import { Coroutines } from "./coroutines.ts";
import { importing } from "./imports.ts";
import {
  type Call,
  type FunctionNode,
  is,
  isFunction,
  memberName,
  type Node,
  type NodeOf,
  type RuleContext,
  type SourceCode,
  type Suggestion,
  unwrap,
  variableOf,
  wrapped,
} from "./nodes.ts";
import { awaitIt, createRule, makeTask, suggestionMessages } from "./rule.ts";

/** Functions that call back and drop what comes, under their own names or as methods. */
const functionCallers = new Set([
  "createSecureServer",
  "createServer",
  "queueMicrotask",
  "requestAnimationFrame",
  "requestIdleCallback",
  "setImmediate",
  "setInterval",
  "setTimeout",
  "useEffect",
  "useInsertionEffect",
  "useLayoutEffect",
]);
const methodCallers = new Set([
  "addDoneCallback",
  "addEventListener",
  "addListener",
  "addSignalHandler",
  "callAt",
  "callLater",
  "callSoon",
  "forEach",
  "listen",
  "nextTick",
  "on",
  "once",
  "prependListener",
  "prependOnceListener",
]);
const constructors = new Set([
  "FinalizationRegistry",
  "IntersectionObserver",
  "MutationObserver",
  "PerformanceObserver",
  "Promise",
  "ResizeObserver",
]);
/** Properties of the web's objects: what else begins with "on" (`once`, `only`, `online`) is none. */
const handler =
  /^on(abort|animation|before|blur|cancel|change|click|close|complete|connect|context|copy|cut|dbl|drag|drop|end|error|focus|hash|input|invalid|key|load|message|mouse|open|paste|pause|play|pointer|pop|progress|ready|reset|resize|scroll|select|storage|submit|success|time|toggle|touch|transition|unload|upgrade|volume|wheel)/i;

export const noFloatingCoroutines = createRule(
  "no-floating-coroutines",
  "Require that a coroutine is awaited, made a task, or handed on",
  {
    dropped:
      "This coroutine is never awaited, so that it never runs. Await it, or make it a task with createTask().",
    unused:
      "The coroutine in `{{name}}` is never awaited, so that it never runs. Await it, or make it a task with createTask().",
    callback:
      "`{{caller}}` drops what its callback returns: the coroutine never runs. Let the callback make it a task with createTask().",
    ...suggestionMessages,
  },
  (context) => {
    const coroutines = new Coroutines(context);
    const check = (caller: string | undefined, callbacks: readonly Node[]) => {
      if (caller) for (const node of callbacks) checkCallback(context, coroutines, caller, unwrap(node));
    };
    return {
      CallExpression(node: Call) {
        if (coroutines.givenBy(node) === "coroutine") checkUse(context, node);
        check(droppingCaller(node), node.arguments);
      },
      NewExpression(node: Call) {
        check(droppingConstructor(node), node.arguments);
      },
      AssignmentExpression(node: NodeOf<"AssignmentExpression">) {
        check(handlerProperty(node.left), [node.right]);
      },
      JSXAttribute(node: NodeOf<"JSXAttribute">) {
        if (is(node.value, "JSXExpressionContainer")) check(handlerAttribute(node), [node.value.expression]);
      },
    };
  },
);

function checkUse(context: RuleContext, call: Call): void {
  const { sourceCode } = context;
  const top = wrapped(call);
  const dropped = droppedAs(top);
  if (dropped) {
    const suggest = [...awaitIt(sourceCode, top, dropped), makeTask(sourceCode, top, dropped)];
    return context.report({ node: call, messageId: "dropped", suggest });
  }
  const { parent } = top;
  if (!is(parent, "VariableDeclarator") || !is(parent.id, "Identifier") || isExported(parent)) return;
  const variable = variableOf(sourceCode, parent.id);
  if (!variable || variable.references.some((reference) => reference.isRead())) return;
  const suggest = [...awaitIt(sourceCode, top, top), makeTask(sourceCode, top, top)];
  context.report({ node: call, messageId: "unused", data: { name: variable.name }, suggest });
}

/** What a coroutine is lost in: a statement, `void`, a condition, an operator. The answer is what to replace. */
function droppedAs(node: Node): Node | undefined {
  const { parent } = node;
  if (is(parent, "UnaryExpression")) {
    if (parent.operator !== "void") return node;
    return parent.parent?.type === "ExpressionStatement" ? parent : undefined;
  }
  if (is(parent, "SequenceExpression"))
    return parent.expressions.at(-1) === node ? passedUp(node, parent) : node;
  if (is(parent, "LogicalExpression")) {
    if (parent.left === node && parent.operator === "&&") return node;
    return passedUp(node, parent);
  }
  if (parent?.type === "ConditionalExpression") return isTest(parent, node) ? node : passedUp(node, parent);
  const losing = ["ExpressionStatement", "BinaryExpression", "TemplateLiteral"];
  return parent && (losing.includes(parent.type) || isTest(parent, node)) ? node : undefined;
}

/** The value of `node` is that of `parent`. */
function passedUp(node: Node, parent: Node): Node | undefined {
  return droppedAs(wrapped(parent)) && node;
}

function isTest(parent: Node, node: Node): boolean {
  return (parent as { test?: Node }).test === node && parent.type !== "SwitchCase";
}

function isExported(declarator: Node): boolean {
  return declarator.parent?.parent?.type === "ExportNamedDeclaration";
}

/** What the caller is called, if it is one that drops what a callback returns. */
function droppingCaller({ callee }: Call): string | undefined {
  const plain = unwrap(callee);
  if (is(plain, "Identifier")) return functionCallers.has(plain.name) ? plain.name : undefined;
  const name = is(plain, "MemberExpression") ? memberName(plain) : undefined;
  return name && (methodCallers.has(name) || functionCallers.has(name)) ? name : undefined;
}

function droppingConstructor({ callee }: Call): string | undefined {
  return is(callee, "Identifier") && constructors.has(callee.name) ? `new ${callee.name}` : undefined;
}

/** `button.onclick = …` */
function handlerProperty(target: Node): string | undefined {
  const plain = unwrap(target);
  const name = is(plain, "MemberExpression") ? memberName(plain) : undefined;
  return name && handler.test(name) ? name : undefined;
}

/** `<button onClick={…}>`; what a component does with its own is not to be seen. */
function handlerAttribute({ name, parent }: NodeOf<"JSXAttribute">): string | undefined {
  if (!is(name, "JSXIdentifier") || !is(parent, "JSXOpeningElement")) return undefined;
  const isOfHost = is(parent.name, "JSXIdentifier") && /^[a-z]/.test(parent.name.name);
  return isOfHost && handler.test(name.name) ? name.name : undefined;
}

function checkCallback(context: RuleContext, coroutines: Coroutines, caller: string, node: Node): void {
  const { sourceCode } = context;
  const report = (place: Node, suggest: Suggestion[]) =>
    context.report({ node: place, messageId: "callback", data: { caller }, suggest });
  if (isReturningCoroutine(coroutines, node)) {
    return report(node.body, [makeTask(sourceCode, node.body, node.body)]);
  }
  if (!coroutines.isCoroutineFunction(node)) return;
  report(node, isThisFree(node) ? [callInTask(sourceCode, node)] : []);
}

/** `() => f()`, which is not async itself. */
function isReturningCoroutine(coroutines: Coroutines, node: Node): node is FunctionNode {
  return isFunction(node) && !node.async && coroutines.givenBy(node.body) === "coroutine";
}

/** A function expression has a `this` that an arrow around it would not pass on. */
function isThisFree(node: Node): boolean {
  return node.type !== "FunctionExpression" && !is(node, "MemberExpression");
}

function callInTask(sourceCode: SourceCode, node: Node): Suggestion {
  const { local, edit } = importing(sourceCode, "createTask");
  const text = sourceCode.getText(node);
  const callee = is(node, "Identifier") ? text : `(${text})`;
  const names = isFunction(node)
    ? node.params.map((one) => (is(one, "Identifier") ? (one as NodeOf<"Identifier">).name : undefined))
    : [undefined];
  const list = names.every((name) => name !== undefined) ? names.join(", ") : "...args";
  const wrapper = `(${list}) => ${local}(${callee}(${list}))`;
  return { messageId: "makeTask", fix: (fixer) => [...edit(fixer), fixer.replaceText(node, wrapper)] };
}
