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
import { type AsyncFunction, hasDirective, isAsync } from "./syntax.ts";

/** The functions to rewrite, and the diagnostics of those that are refused. */
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
  const functions = new Set<ts.Node>();
  const natives = new Set<ts.Node>();
  const diagnostics: Diagnostic[] = [];
  const start = { native: false, wanted: file.options.mode === "all" };
  const states = new Map<ts.Node, State>([[file.sourceFile, withDirectives(file, file.sourceFile, start)]]);

  /** Takes a function, or says why it is refused. */
  const select = (node: ts.Node, state: State): boolean => {
    if (!isAsync(file.ts, node) || state.native || !state.wanted) return false;
    const refused = findRefusal(file, node as AsyncFunction);
    if (refused) diagnostics.push(refuse(file.sourceFile, refused.node, refused.refusal));
    else functions.add(node);
    return refused !== undefined;
  };

  for (const { node, owner } of file.survey.functions) {
    const state = withDirectives(file, node, states.get(owner) ?? start);
    const next = select(node, state) ? { ...state, native: true } : state;
    if (next.native) natives.add(node);
    states.set(node, next);
  }
  return { functions, natives, diagnostics };
}

function withDirectives(file: FileContext, node: Parameters<typeof hasDirective>[1], state: State): State {
  const says = (text: string) => file.mentions(text) && hasDirective(file.ts, node, text);
  const native = says("use native");
  const wanted = says("use coroutine");
  return native || wanted ? { native: state.native || native, wanted: state.wanted || wanted } : state;
}
