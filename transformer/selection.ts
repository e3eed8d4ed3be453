/**
 * Which functions of a file are rewritten: by the directives, the mode, and the refusals of refusals.ts.
 *
 * A function that stays native stays so with all that is nested in it, so that what is refused is left
 * exactly as it was written.
 */
import type ts from "typescript";
import type { FileContext } from "./context.ts";
import { type Diagnostic, refuse } from "./diagnostics.ts";
import { findRefusal } from "./refusals.ts";
import {
  type AsyncFunction,
  hasDirective,
  isAsync,
  isErased,
  isFunctionWithBody,
  outerParts,
} from "./syntax.ts";

/** The functions to rewrite, and what is to be said about those that had to stay. */
export interface Selection {
  readonly functions: ReadonlySet<ts.Node>;
  /** Functions that stay native with all that is nested in them. */
  readonly natives: ReadonlySet<ts.Node>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether functions here are taken: not inside of native ones, and in mode "directive" only where asked for. */
interface State {
  readonly native: boolean;
  readonly wanted: boolean;
}

export function selectFunctions(file: FileContext): Selection {
  const { ts } = file;
  const functions = new Set<ts.Node>();
  const natives = new Set<ts.Node>();
  const diagnostics: Diagnostic[] = [];

  const visit = (node: ts.Node, state: State): void => {
    if (isErased(ts, node)) return;
    if (!isFunctionWithBody(ts, node)) return visitChildren(node, state);
    const outer = outerParts(ts, node);
    for (const part of outer) visit(part, state);
    const inner = withDirectives(file, node, state);
    const next = select(node, inner) ? { ...inner, native: true } : inner;
    if (next.native) natives.add(node);
    ts.forEachChild(node, (child) => (outer.includes(child) ? undefined : visit(child, next)));
  };
  const visitChildren = (node: ts.Node, state: State) =>
    ts.forEachChild(node, (child) => visit(child, state));

  /** Takes a function, or says why it is refused. */
  const select = (node: ts.Node, state: State): boolean => {
    if (!isAsync(ts, node) || state.native || !state.wanted) return false;
    const refused = findRefusal(file, node as AsyncFunction);
    if (refused) diagnostics.push(refuse(file.sourceFile, refused.node, refused.refusal));
    else functions.add(node);
    return refused !== undefined;
  };

  const start = { native: false, wanted: file.options.mode === "all" };
  visitChildren(file.sourceFile, withDirectives(file, file.sourceFile, start));
  return { functions, natives, diagnostics };
}

function withDirectives(file: FileContext, node: Parameters<typeof hasDirective>[1], state: State): State {
  return {
    native: state.native || hasDirective(file.ts, node, "use native"),
    wanted: state.wanted || hasDirective(file.ts, node, "use coroutine"),
  };
}
