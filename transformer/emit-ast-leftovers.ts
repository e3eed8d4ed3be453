/**
 * Looks through an emitted tree for code that another transformer made anew, behind the plan's back: an
 * `await` in a generator or a `yield` in an async function would be half a rewrite. It changes nothing.
 */
import type ts from "typescript";
import type { TypeScript } from "./parse.ts";

/**
 * Where there is an `await` outside of an async function, or a `yield` outside of a generator: the node
 * itself, or the one around it that has a place in the source.
 */
export function findLeftover(ts: TypeScript, file: ts.SourceFile): ts.Node | undefined {
  // At the top of a module `await` is allowed.
  return ts.forEachChild(file, (child) => findIn(ts, child, { awaits: true, yields: false, place: child }));
}

/** What the innermost function around a node allows, and the innermost place around it. */
interface Around {
  readonly awaits: boolean;
  readonly yields: boolean;
  readonly place: ts.Node;
}

function findIn(ts: TypeScript, node: ts.Node, around: Around): ts.Node | undefined {
  const place = node.pos < 0 ? around.place : node;
  if (ts.isAwaitExpression(node) && !around.awaits) return place;
  if (ts.isYieldExpression(node) && !around.yields) return place;
  const inside = { ...(ts.isFunctionLike(node) ? allowedIn(ts, node) : around), place };
  return ts.forEachChild(node, (child) => findIn(ts, child, inside));
}

function allowedIn(ts: TypeScript, node: ts.SignatureDeclaration): Omit<Around, "place"> {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return {
    awaits: modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false,
    yields: "asteriskToken" in node && node.asteriskToken !== undefined,
  };
}
