/**
 * What comes after the rewrite under Jest where the project names no transformer: TypeScript, one file at a
 * time, without types. `jest.mock` and its like go before the imports that they are about, as babel-jest and
 * ts-jest move them.
 */
import ts from "typescript";
import type { JestTransformed, JestTransformOptions } from "./jest.ts";

const hoisted = /^(?:mock|unmock|deepUnmock|enableAutomock|disableAutomock)$/;

/** The `process` of a transformer: text in, JavaScript of the module format that Jest asks for out. */
export function transpile(code: string, filename: string, options: JestTransformOptions): JestTransformed {
  const { ModuleKind, ScriptTarget, JsxEmit } = ts;
  const esm = options.supportsStaticESM;
  const { outputText, sourceMapText } = ts.transpileModule(code, {
    fileName: filename,
    transformers: { before: [() => hoistMocks] },
    compilerOptions: {
      target: ScriptTarget.ES2022,
      module: esm ? ModuleKind.ESNext : ModuleKind.CommonJS,
      jsx: JsxEmit.ReactJSX,
      esModuleInterop: true,
      allowJs: true,
      sourceMap: true,
    },
  });
  return { code: outputText, map: sourceMapText ?? null };
}

/** The import of `jest` itself stays first: what is moved uses it. */
function hoistMocks(file: ts.SourceFile): ts.SourceFile {
  const ranks = file.statements.map(rankOf);
  if (!ranks.includes(1)) return file;
  const sorted = [0, 1, 2].flatMap((rank) => file.statements.filter((_, index) => ranks[index] === rank));
  return ts.factory.updateSourceFile(file, sorted);
}

function rankOf(statement: ts.Statement): number {
  if (ts.isImportDeclaration(statement)) {
    return (statement.moduleSpecifier as ts.StringLiteral).text === "@jest/globals" ? 0 : 2;
  }
  return ts.isExpressionStatement(statement) && isMock(statement.expression) ? 1 : 2;
}

/** `jest.mock("./a")`, or a chain of such calls. */
function isMock(node: ts.Expression): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  return (
    hoisted.test(name.text) &&
    ((ts.isIdentifier(expression) && expression.text === "jest") || isMock(expression))
  );
}
