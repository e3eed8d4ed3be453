/**
 * Options of TypeScript that do not go together with how a project is compiled. Which hosts those are is found
 * out in doctor-hosts.ts.
 */
import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import type { Finding } from "./doctor-findings.ts";
import { isOurs, type Project } from "./projects.ts";

export function checkOptions(project: Project, inNode: boolean): Finding[] {
  const { target = ts.ScriptTarget.ES2022 } = project.options;
  const checks = [
    target < ts.ScriptTarget.ES2015 &&
      fault("error", "The target has no generators.", "Set the target to ES2015 or later; ES2022 is best."),
    checkOrder(project),
    checkBuildInfo(project),
    ...(inNode ? checkNode(project) : []),
  ];
  return checks.filter((check) => check !== false && check !== undefined);
}

/** What a plugin before ours makes anew, ours cannot rewrite. */
function checkOrder({ options }: Project): Finding | undefined {
  const plugins = (options.plugins ?? []) as unknown as readonly { transform?: unknown }[];
  const transforms = plugins.filter(({ transform }) => transform !== undefined);
  if (transforms.findIndex(({ transform }) => isOurs(transform)) <= 0) return undefined;
  return fault(
    "warning",
    "Another plugin comes before tsyncio/tsc.",
    "Put ours first, so that it sees the source.",
  );
}

/** Incremental builds do not notice that the options of a plugin changed. */
function checkBuildInfo({ config, options }: Project): Finding | undefined {
  const folder = options.outDir ?? dirname(config);
  const file = options.tsBuildInfoFile ?? join(folder, "tsconfig.tsbuildinfo");
  const built = statSync(file, { throwIfNoEntry: false });
  if (!built || built.mtimeMs >= statSync(config).mtimeMs) return undefined;
  const message = `tsconfig.json is newer than ${file}: files that did not change keep what older options made of them.`;
  return fault("warning", message, "Delete that file once, or build with -b --force.");
}

/** Node strips types file by file, and knows nothing else of TypeScript. */
function checkNode({ options }: Project): Finding[] {
  const wanted = [
    ["verbatimModuleSyntax", "an import of a type without the word `type` fails when the program runs"],
    ["erasableSyntaxOnly", "enums, namespaces and parameter properties fail when the program runs"],
  ] as const;
  return wanted
    .filter(([name]) => !options[name])
    .map(([name, danger]) =>
      fault("warning", `Node strips types, and ${name} is off: ${danger}.`, `Set ${name} in tsconfig.json.`),
    );
}

function fault(status: "warning" | "error", message: string, remedy: string): Finding {
  return { part: "options", status, message, remedy };
}
