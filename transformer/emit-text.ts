/**
 * Plan -> edits of the source text and their map. The language stays what it was (TypeScript stays
 * TypeScript), and every line stays on its line: nothing inserted holds a line break.
 *
 * Edits never copy a piece of the source into a replacement, as such a piece may hold edits of its own: they
 * replace tokens, insert between them, and move.
 */
import MagicString, { type SourceMap } from "magic-string";
import type ts from "typescript";
import { emitCaptured } from "./emit-text-captures.ts";
import { TextEdits } from "./emit-text-edits.ts";
import { emitBody, emitExpression, emitGenerator, emitPair } from "./emit-text-functions.ts";
import {
  emitBlock,
  emitClass,
  emitClause,
  emitHome,
  emitKey,
  emitObject,
  emitRuntime,
  emitSpread,
} from "./emit-text-marks.ts";
import {
  emitAwait,
  emitCall,
  emitCatch,
  emitForAwait,
  emitReturn,
  emitYield,
} from "./emit-text-statements.ts";
import { emitForUsing, emitResources, emitUsing } from "./emit-text-using.ts";
import type { TypeScript } from "./parse.ts";
import type { Operation, Plan } from "./plan.ts";

export interface Emitted {
  readonly code: string;
  readonly map: SourceMap;
}

/** Carries out a plan on the text of its file. */
export function emitText(
  ts: TypeScript,
  sourceFile: ts.SourceFile,
  plan: Plan,
  includeContent = false,
): Emitted {
  const text = new MagicString(sourceFile.text);
  const edits = new TextEdits(ts, sourceFile, text, plan);
  emitRuntime(edits, plan.runtime);
  for (const operation of plan.operations) emitOperation(edits, operation);
  edits.apply();
  const map = text.generateMap({ source: sourceFile.fileName, hires: "boundary", includeContent });
  return { code: text.toString(), map };
}

function emitOperation(edits: TextEdits, operation: Operation): void {
  switch (operation.kind) {
    case "pair":
      return emitPair(edits, operation);
    case "generator":
      return emitGenerator(edits, operation);
    case "expression":
      return emitExpression(edits, operation);
    case "key":
      return emitKey(edits, operation);
    case "block":
      return emitBlock(edits, operation);
    case "body":
      return emitBody(edits, operation);
    case "clause":
      return emitClause(edits, operation);
    case "home":
      return emitHome(edits, operation);
    case "spread":
      return emitSpread(edits, operation);
    case "class":
      return emitClass(edits, operation);
    case "object":
      return emitObject(edits, operation);
    case "await":
      return emitAwait(edits, operation);
    case "yield":
      return emitYield(edits, operation);
    case "return":
      return emitReturn(edits, operation);
    case "forAwait":
      return emitForAwait(edits, operation);
    case "catch":
      return emitCatch(edits, operation);
    case "resources":
      return emitResources(edits, operation);
    case "using":
      return emitUsing(edits, operation);
    case "forUsing":
      return emitForUsing(edits, operation);
    case "call":
      return emitCall(edits, operation);
    case "semicolon":
      return edits.after(operation.node.end, ";");
    default:
      return emitCaptured(edits, operation);
  }
}
