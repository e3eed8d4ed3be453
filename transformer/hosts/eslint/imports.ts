/**
 * What a file imports from tsyncio, and under which names; and how a suggestion imports something more.
 */
import {
  type Fix,
  type Fixer,
  type Identifier,
  is,
  memberName,
  type Node,
  type NodeOf,
  nameText,
  type SourceCode,
  variableOf,
} from "./nodes.ts";

/** The runtime's own name of what an expression names, if that comes from tsyncio: `sleep`, `asyncio.sleep`. */
export function runtimeName(sourceCode: SourceCode, node: Node): string | undefined {
  if (is(node, "Identifier")) {
    const specifier = importOf(sourceCode, node);
    return is(specifier, "ImportSpecifier") ? nameOf(specifier) : undefined;
  }
  if (!is(node, "MemberExpression") || !is(node.object, "Identifier")) return undefined;
  return is(importOf(sourceCode, node.object), "ImportNamespaceSpecifier") ? memberName(node) : undefined;
}

/** The specifier that brings a name from tsyncio into the file. */
function importOf(sourceCode: SourceCode, node: Identifier): Node | undefined {
  const definition = variableOf(sourceCode, node)?.defs.find(({ type }) => type === "ImportBinding");
  return definition && isRuntime(definition.parent) ? definition.node : undefined;
}

function isRuntime(node: Node | null | undefined): node is NodeOf<"ImportDeclaration"> {
  return is(node, "ImportDeclaration") && /^tsyncio(\/testing)?$/.test(String(node.source.value));
}

function nameOf({ imported }: NodeOf<"ImportSpecifier">): string | undefined {
  return is(imported, "Literal") ? String(imported.value) : nameText(imported);
}

/** What a name of the runtime is called in this file, and the edit that imports it where it is not there yet. */
export function importing(
  { ast }: SourceCode,
  name: string,
): { readonly local: string; edit(fixer: Fixer): Fix[] } {
  const declarations = (ast as NodeOf<"Program">).body.filter(
    (node): node is NodeOf<"ImportDeclaration"> =>
      is(node, "ImportDeclaration") && node.source.value === "tsyncio" && node.importKind !== "type",
  );
  const specifiers = declarations
    .flatMap((one) => one.specifiers)
    .filter((one) => is(one, "ImportSpecifier"));
  const known = specifiers.find((one) => nameOf(one) === name);
  if (known) return { local: known.local.name, edit: () => [] };
  const last = specifiers.at(-1);
  if (last) return { local: name, edit: (fixer) => [fixer.insertTextAfter(last, `, ${name}`)] };
  const statement = `import { ${name} } from "tsyncio";\n`;
  return { local: name, edit: (fixer) => [insertFirst(ast as NodeOf<"Program">, statement, fixer)] };
}

/** Below the directives, above all else. */
function insertFirst({ body, range }: NodeOf<"Program">, text: string, fixer: Fixer): Fix {
  const next = body.find((node) => (node as { directive?: string }).directive === undefined);
  return next ? fixer.insertTextBefore(next, text) : fixer.insertTextAfterRange(range, `\n${text}`);
}

const baseExceptions = new Set([
  "BaseException",
  "BaseExceptionGroup",
  "CancelledError",
  "KeyboardInterrupt",
  "SystemExit",
]);

/** Whether a node names an exception that ordinary handlers let pass, by its own name or the one it is imported under. */
export function namesBaseException(sourceCode: SourceCode, node: Node): boolean {
  if (is(node, "Literal")) return typeof node.value === "string" && baseExceptions.has(node.value);
  if (!is(node, "Identifier")) return false;
  return baseExceptions.has(node.name) || baseExceptions.has(runtimeName(sourceCode, node) ?? "");
}
