/** Makes a program smaller as long as it still shows what is wrong with it. */
import ts from "typescript";
import { differenceOf, type Routes } from "./compare.ts";
import type { Program } from "./program.ts";

/** A change of the text: the range goes, this comes. */
interface Cut {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The smallest program found that differs by the same route; each step is the first cut that keeps the difference. */
export async function shrink(program: Program, by: Routes, most = 2000): Promise<Program> {
  let smallest = program;
  let tries = 0;
  for (let progress = true; progress && tries < most; ) {
    progress = false;
    for (const cut of cutsOf(smallest)) {
      if (++tries > most) break;
      const source = smallest.source.slice(0, cut.from) + cut.text + smallest.source.slice(cut.to);
      if (source.length >= smallest.source.length) continue;
      const difference = await differenceOf({ ...smallest, source }, by);
      if (difference === undefined || difference === "invalid") continue;
      smallest = { ...smallest, source };
      progress = true;
      break;
    }
  }
  return smallest;
}

/** Statements and members that may go, and expressions that may be a part of themselves; larger ones first. */
function cutsOf({ filename, source }: Program): Cut[] {
  const file = ts.createSourceFile(filename, source, ts.ScriptTarget.Latest, true);
  const cuts: Cut[] = [];
  const visit = (node: ts.Node): void => {
    cuts.push(...cutsAt(node, file));
    ts.forEachChild(node, visit);
  };
  const body = findMain(file)?.body;
  if (body) ts.forEachChild(body, visit);
  return cuts.sort((a, b) => b.to - b.from - b.text.length - (a.to - a.from - a.text.length));
}

/** The program itself; what stands around it stays. */
function findMain(node: ts.Node): ts.FunctionExpression | undefined {
  return ts.isFunctionExpression(node) && node.name?.text === "main" ? node : ts.forEachChild(node, findMain);
}

function cutsAt(node: ts.Node, file: ts.SourceFile): Cut[] {
  const [from, to] = [node.getStart(file), node.end];
  const instead = (text: string): Cut => ({ from, to, text });
  const inner = (child: ts.Node): Cut => instead(source(child, file));
  if (ts.isBlock(node) && ts.isStatement(node.parent) && node.statements.length > 0) {
    const statements = node.statements.map((statement) => source(statement, file)).join("\n");
    return [{ ...instead(statements), from: node.parent.getStart(file), to: node.parent.end }];
  }
  if (ts.isStatement(node) || ts.isClassElement(node)) return [instead("")];
  if (ts.isObjectLiteralElement(node) || ts.isParameter(node)) return [{ from: node.pos, to, text: "" }];
  if (!ts.isExpression(node)) return [];
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => void (ts.isExpression(child) && parts.push(child)));
  return [instead("0"), ...parts.map(inner)];
}

function source(node: ts.Node, file: ts.SourceFile): string {
  return node.getText(file);
}
