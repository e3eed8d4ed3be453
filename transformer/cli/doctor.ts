/**
 * `tsyncio doctor`: what compiles a project, what is left out and why, and what does not go together. The checks
 * are in doctor-*.ts; here they are put together and printed.
 */
import { existsSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import pc from "picocolors";
import ts from "typescript";
import { type FileReport, reportFile } from "./doctor-files.ts";
import type { Finding } from "./doctor-findings.ts";
import { checkHosts, runsInNode } from "./doctor-hosts.ts";
import { checkOptions } from "./doctor-options.ts";
import { checkVersions } from "./doctor-versions.ts";
import { Failure, failureOf } from "./failures.ts";
import { isOurs, type Project, packageOptions, readProject } from "./projects.ts";
import { joinOptions } from "./rewrite-flags.ts";
import { isTerminal, print } from "./terminal.ts";

export interface DoctorFlags {
  readonly format: "text" | "json";
  readonly all?: boolean;
}

/** All that was found, as `--format json` prints it. */
export interface Diagnosis {
  readonly folder: string;
  readonly tsyncio: string;
  /** Whether there is no error. */
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
  readonly files: readonly FileReport[];
}

/** The command; its exit code is 1 where something is wrong. */
export function doctor(folder: string, flags: DoctorFlags, version: string): number {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Failure("missing", `There is no folder ${folder}.`);
  }
  const diagnosis = diagnose(resolve(folder), version);
  print(flags.format === "json" ? JSON.stringify(diagnosis, null, 2) : render(diagnosis, flags.all === true));
  return diagnosis.healthy ? 0 : 1;
}

export function diagnose(folder: string, tsyncio: string): Diagnosis {
  const project = attempt(() =>
    existsSync(join(folder, "tsconfig.json")) ? readProject(folder) : undefined,
  );
  const files = attempt(() => filesOf(folder, project instanceof Failure ? undefined : project));
  const plugins = project && !(project instanceof Failure) ? project.options.plugins : [];
  const usesPlugin = (plugins as unknown as { transform?: unknown }[] | undefined)?.some((one) =>
    isOurs(one.transform),
  );
  const findings = [
    ...checkVersions(folder, tsyncio, usesPlugin === true),
    ...checkHosts(folder, { usesPlugin: usesPlugin === true, noEmit: noEmit(project) }),
    ...(project instanceof Failure ? [failed(project)] : []),
    ...(project && !(project instanceof Failure) ? checkOptions(project, runsInNode(folder)) : []),
    ...(files instanceof Failure ? [failed(files)] : checkFiles(folder, files)),
  ];
  const healthy = findings.every(({ status }) => status !== "error");
  return { folder, tsyncio, healthy, findings, files: files instanceof Failure ? [] : files };
}

/** What a user did wrong is a finding here, not the end. */
function attempt<T>(work: () => T): T | Failure {
  try {
    return work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure) return failure;
    throw error;
  }
}

function failed({ code, message }: Failure): Finding {
  return { part: "options", status: "error", message: `${code}: ${message}` };
}

function noEmit(project: Project | Failure | undefined): boolean {
  return project !== undefined && !(project instanceof Failure) && project.options.noEmit === true;
}

/** Without a `tsconfig.json`, every source below the folder. */
function filesOf(folder: string, project: Project | undefined): FileReport[] {
  const options = joinOptions(project?.rewrite ?? packageOptions(folder), {});
  const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
  const names = project?.fileNames ?? ts.sys.readDirectory(folder, extensions, ["dist", "build"], ["**/*"]);
  return [...names].sort().map((name) => reportFile(name, options));
}

/** Only what stays native against expectation is a fault; the rest is for reading. */
function checkFiles(folder: string, files: readonly FileReport[]): Finding[] {
  const errors = files.flatMap(({ file, diagnostics }) =>
    diagnostics
      .filter(({ category }) => category === "error")
      .map(({ code, line, message, remedy }): Finding => {
        const place = `${relative(folder, file)}:${line}`;
        return { part: "files", status: "error", message: `${place}: ${code}: ${message}`, remedy };
      }),
  );
  if (files.length === 0 || files.some(({ compiled }) => compiled)) return errors;
  const remedy = "Look at include, exclude and mode among the options of tsyncio.";
  return files.some(({ staysNative }) => staysNative)
    ? [...errors, { part: "files", status: "error", message: "No file is compiled.", remedy }]
    : errors;
}

const marks = { ok: "✓", warning: "!", error: "✗" } as const;

function render(diagnosis: Diagnosis, all: boolean): string {
  const colors = pc.createColors(isTerminal());
  const paint = { ok: colors.green, warning: colors.yellow, error: colors.red };
  const { folder, findings, files } = diagnosis;
  const line = ({ status, message, remedy }: Finding) =>
    `  ${paint[status](marks[status])} ${message}${remedy ? `\n    ${remedy}` : ""}`;
  const part = (title: string, name: Finding["part"], more: readonly string[] = []) => {
    const lines = [...findings.filter((finding) => finding.part === name).map(line), ...more];
    return lines.length > 0 ? [colors.bold(title), ...lines, ""] : [];
  };
  return [
    ...part("Versions", "versions"),
    ...part("Hosts", "hosts"),
    ...part("Options", "options"),
    ...part("Files", "files", fileLines(folder, files, all)),
    summary(findings),
  ].join("\n");
}

/** The compiled ones as a number; of the others each that has async code, with `--all` each. */
function fileLines(folder: string, files: readonly FileReport[], all: boolean): string[] {
  const compiled = files.filter((file) => file.compiled);
  const groups = Map.groupBy(
    files.filter((file) => !file.compiled),
    ({ reason }) => reason ?? "",
  );
  const name = ({ file }: FileReport) => `      ${relative(folder, file)}`;
  const others = [...groups].flatMap(([reason, group]) => [
    `  ${group.length} left out: ${reason}`,
    ...group.filter(({ staysNative }) => all || staysNative).map(name),
  ]);
  return [`  ${compiled.length} compiled`, ...(all ? compiled.map(name) : []), ...others];
}

function summary(findings: readonly Finding[]): string {
  const count = (status: Finding["status"]) => findings.filter((finding) => finding.status === status).length;
  const some = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${some(count("error"), "error")}, ${some(count("warning"), "warning")}`;
}
