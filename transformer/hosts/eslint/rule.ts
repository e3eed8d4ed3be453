/**
 * What every rule has in common: how it is described, and the suggestions that several of them make.
 */
import { importing } from "./imports.ts";
import { isFunction, type Node, ownerOf, type Rule, type SourceCode, type Suggestion } from "./nodes.ts";

/** A rule with its page in docs/lint.md, which comes with the package. */
export function createRule(
  name: string,
  description: string,
  messages: Record<string, string>,
  create: Rule["create"],
): Rule {
  const url = new URL(`../../../../docs/lint.md#${name}`, import.meta.url).href;
  return {
    meta: { type: "problem", docs: { description, url }, hasSuggestions: true, schema: [], messages },
    create,
  };
}

export const suggestionMessages = {
  awaitIt: "Await it.",
  makeTask: "Make it a task, which runs by itself.",
};

/** To await an expression, where one may; `replaced` is what goes away with it, a `void` for one. */
export function awaitIt(sourceCode: SourceCode, node: Node, replaced: Node): Suggestion[] {
  const owner = ownerOf(node);
  const isModule =
    owner.type === "Program" && (owner as Node & { sourceType?: string }).sourceType === "module";
  if (!isModule && !(isFunction(owner) && owner.async)) return [];
  const text = `await ${sourceCode.getText(node)}`;
  return [{ messageId: "awaitIt", fix: (fixer) => [fixer.replaceText(replaced, text)] }];
}

export function makeTask(sourceCode: SourceCode, node: Node, replaced: Node): Suggestion {
  const { local, edit } = importing(sourceCode, "createTask");
  const text = `${local}(${sourceCode.getText(node)})`;
  return { messageId: "makeTask", fix: (fixer) => [...edit(fixer), fixer.replaceText(replaced, text)] };
}
