/**
 * What a call gives, as far as one file says it: a coroutine, a future, or nobody knows.
 *
 * Known are the async functions that the file declares, the methods of its classes called on `this`, on the class
 * or on an instance that a constant holds, and the coroutine functions of tsyncio itself. What other modules export
 * only the types could tell.
 */
import { runtimeName } from "./imports.ts";
import {
  type ClassNode,
  constantOf,
  type FunctionNode,
  type Identifier,
  is,
  isFunction,
  isUnder,
  type Member,
  memberName,
  type Node,
  nameText,
  type RuleContext,
  type SourceCode,
  unwrap,
  variableOf,
} from "./nodes.ts";

/** Coroutine functions of the runtime, and functions of it that give futures. */
const ofRuntime: Readonly<Record<string, "coroutine" | "future">> = {
  sleep: "coroutine",
  wait: "coroutine",
  waitFor: "coroutine",
  createTask: "future",
  ensureFuture: "future",
  gather: "future",
  shield: "future",
};

export class Coroutines {
  readonly #sourceCode: SourceCode;
  readonly #mode: "all" | "directive";

  constructor({ sourceCode, settings }: RuleContext) {
    this.#sourceCode = sourceCode;
    const { mode } = (settings.tsyncio ?? {}) as { mode?: unknown };
    this.#mode = mode === "directive" ? "directive" : "all";
  }

  /** What an expression gives, if it is a call of something known. */
  givenBy(node: Node): "coroutine" | "future" | undefined {
    const call = unwrap(node);
    if (!is(call, "CallExpression")) return undefined;
    const callee = unwrap(call.callee);
    const name = runtimeName(this.#sourceCode, callee);
    if (name !== undefined) return Object.hasOwn(ofRuntime, name) ? ofRuntime[name] : undefined;
    return this.isCoroutineFunction(callee) ? "coroutine" : undefined;
  }

  /** Whether an expression names, or is, a function whose calls give coroutines. */
  isCoroutineFunction(node: Node): boolean {
    if (isFunction(node)) return this.#isRewritten(node);
    if (is(node, "Identifier")) return this.#namesCoroutineFunction(node);
    if (is(node, "CallExpression")) return runtimeName(this.#sourceCode, node.callee) === "coroutine";
    return is(node, "MemberExpression") && this.#isCoroutineMethod(node);
  }

  #isRewritten(node: FunctionNode): boolean {
    if (!node.async || node.generator || isUnder(node, "use native")) return false;
    return this.#mode === "all" || isUnder(node, "use coroutine");
  }

  #namesCoroutineFunction(node: Identifier): boolean {
    const variable = variableOf(this.#sourceCode, node);
    if (!variable) return false;
    // The definition of a parameter names the function, too.
    const named = variable.defs.filter(({ type }) => type === "FunctionName").map(({ node }) => node);
    const declarations = named.filter((one) => isFunction(one));
    if (declarations.length > 0) return declarations.some((one) => this.#isRewritten(one));
    const value = constantOf(variable);
    const isDirect = isFunction(value) || is(value, "CallExpression");
    return isDirect
      ? this.isCoroutineFunction(value)
      : runtimeName(this.#sourceCode, node) !== undefined && this.#isRuntime(node);
  }

  #isRuntime(node: Identifier): boolean {
    return ofRuntime[runtimeName(this.#sourceCode, node) ?? ""] === "coroutine";
  }

  #isCoroutineMethod(member: Member): boolean {
    const name = memberName(member);
    const home = name === undefined ? undefined : this.#homeOf(unwrap(member.object));
    const value = home && methodOf(home.class, name ?? "", home.isStatic);
    return isFunction(value) && this.#isRewritten(value);
  }

  /** The class whose members an object has: `this`, the class itself, or a constant made by `new`. */
  #homeOf(node: Node): Home | undefined {
    if (node.type === "ThisExpression") return homeOfThis(node);
    if (!is(node, "Identifier")) return undefined;
    const named = this.#classOf(node);
    if (named) return { class: named, isStatic: true };
    const variable = variableOf(this.#sourceCode, node);
    const value = variable && constantOf(variable);
    const made =
      is(value, "NewExpression") && is(value.callee, "Identifier") ? this.#classOf(value.callee) : undefined;
    return made && { class: made, isStatic: false };
  }

  #classOf(node: Identifier): ClassNode | undefined {
    const variable = variableOf(this.#sourceCode, node);
    const declared = variable?.defs.find(({ type }) => type === "ClassName")?.node;
    const value = declared ?? (variable && constantOf(variable));
    return is(value, "ClassDeclaration", "ClassExpression") ? value : undefined;
  }
}

interface Home {
  readonly class: ClassNode;
  readonly isStatic: boolean;
}

/** The class whose member encloses a `this`; other functions than arrows have one of their own. */
function homeOfThis(node: Node): Home | undefined {
  for (let at: Node | null = node.parent; at; at = at.parent) {
    if (is(at, "MethodDefinition", "PropertyDefinition") && at.parent?.parent) {
      return { class: at.parent.parent as ClassNode, isStatic: at.static };
    }
    const isOwn = is(at, "FunctionDeclaration", "FunctionExpression");
    if (isOwn && !is(at.parent, "MethodDefinition")) return undefined;
  }
  return undefined;
}

function methodOf({ body }: ClassNode, name: string, isStatic: boolean): Node | null | undefined {
  const members = body.body.filter((one) => is(one, "MethodDefinition", "PropertyDefinition"));
  const found = members.find((one) => !one.computed && one.static === isStatic && nameText(one.key) === name);
  return found?.value;
}
