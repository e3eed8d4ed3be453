/**
 * `tsyncio compare`: what becomes of one file, beside what TypeScript alone makes of it. The versions are made in
 * compare-versions.ts and drawn in compare-text.ts and compare-html.ts.
 */
import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { resolveOptions, takesFile } from "../options.ts";
import { renderHtml } from "./compare-html.ts";
import { renderText } from "./compare-text.ts";
import { type Comparison, compareVersions } from "./compare-versions.ts";
import { Failure } from "./failures.ts";
import { packageOptions } from "./projects.ts";
import { joinOptions, type RewriteFlags } from "./rewrite-flags.ts";
import { isTerminal, print, reportDiagnostic, shortened } from "./terminal.ts";

export interface CompareFlags extends RewriteFlags {
  readonly format: "text" | "json" | "html";
  readonly width?: number;
}

/** Where nobody says how wide: enough for two versions of most code. */
const usualWidth = 120;

/** The command; its exit code is 1 where something in the file is refused. */
export function compare(file: string, flags: CompareFlags): number {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new Failure("missing", `There is no file ${file}.`);
  }
  const options = joinOptions(packageOptions(dirname(file)), flags);
  if (!takesFile(file, resolveOptions(options))) {
    throw new Failure(
      "notCompiled",
      `${file} is never rewritten: it is no TypeScript or JavaScript, or is left out.`,
    );
  }
  const comparison = compareVersions(shortened(file), readFileSync(file, "utf8"), options);
  for (const diagnostic of comparison.diagnostics) reportDiagnostic(diagnostic);
  print(render(comparison, flags));
  return comparison.diagnostics.some(({ category }) => category === "error") ? 1 : 0;
}

function render(comparison: Comparison, { format, width }: CompareFlags): string {
  if (format === "json") return JSON.stringify(comparison, null, 2);
  if (format === "html") return renderHtml(comparison).trimEnd();
  return renderText(comparison, width ?? process.stdout.columns ?? usualWidth, isTerminal());
}
