/**
 * Which tools compile a project, as its configuration files and scripts say. They are searched for the names of
 * our entries, never run: what a configuration does beyond that is not seen.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Finding, type Manifest, readManifest } from "./doctor-findings.ts";

/** A tool with a configuration file, and the entries one of which that file must name. */
interface Tool {
  readonly file: RegExp;
  readonly entries: readonly string[];
}

const script = String.raw`\.[cm]?[jt]s$`;
const config = (name: string) => new RegExp(`^${name}\\.config${script}`);
const jestEntries = ["jest", "testing/jest"];

const tools: readonly Tool[] = [
  { file: config("vite"), entries: ["vite"] },
  { file: config("vitest"), entries: ["vite", "testing/vitest"] },
  { file: config("rollup"), entries: ["rollup"] },
  { file: config("(rolldown|tsdown)"), entries: ["rolldown"] },
  { file: config("webpack"), entries: ["webpack", "loader"] },
  { file: config("(rspack|rsbuild)"), entries: ["rspack", "loader"] },
  { file: config("farm"), entries: ["farm"] },
  { file: config("next"), entries: ["loader", "webpack"] },
  { file: config("(esbuild|tsup)"), entries: ["esbuild"] },
  { file: config("jest"), entries: jestEntries },
  { file: /^bunfig\.toml$/, entries: ["bun"] },
];

/** Commands in scripts of `package.json` that compile. */
const commands: readonly (readonly [RegExp, string])[] = [
  [/\btspc\b/, "tspc"],
  [/tsyncio\/register\b/, "tsyncio/register"],
  [/\btsyncio run\b/, "tsyncio run"],
  [/\btsyncio compile\b/, "tsyncio compile"],
];

/** What is known of the project's `tsconfig.json`. */
export interface PluginState {
  readonly usesPlugin: boolean;
  readonly noEmit: boolean;
}

export function checkHosts(folder: string, plugin: PluginState): Finding[] {
  const manifest = readManifest(folder);
  const findings = [
    ...checkConfigs(folder, manifest),
    ...checkScripts(manifest),
    ...checkTsc(manifest, plugin),
  ];
  if (findings.some(({ status }) => status !== "warning")) return findings;
  const remedy = "Choose one: docs/hosts.md, or README.md for tspc.";
  return [
    ...findings,
    finding("error", "Nothing compiles this project: its async functions stay native.", remedy),
  ];
}

/** Whether Node itself runs the sources, and only strips their types. */
export function runsInNode(folder: string): boolean {
  return scriptsOf(readManifest(folder)).some((text) => /tsyncio\/register\b/.test(text));
}

function checkConfigs(folder: string, { jest }: Manifest): Finding[] {
  const files = readdirSync(folder).flatMap((name) => {
    const tool = tools.find(({ file }) => file.test(name));
    return tool ? [judge(name, readFileSync(join(folder, name), "utf8"), tool.entries)] : [];
  });
  return jest === undefined
    ? files
    : [...files, judge('"jest" of package.json', JSON.stringify(jest), jestEntries)];
}

function judge(name: string, text: string, entries: readonly string[]): Finding {
  const used = entries.find((entry) => new RegExp(`\\btsyncio/${entry}\\b`).test(text));
  if (used) return finding("ok", `${name} uses tsyncio/${used}`);
  const message = `${name} does not name tsyncio/${entries[0]}: what it builds stays native.`;
  return finding("warning", message, "Add it there, as docs/hosts.md shows.");
}

function checkScripts(manifest: Manifest): Finding[] {
  const scripts = scriptsOf(manifest).join("\n");
  return commands
    .filter(([pattern]) => pattern.test(scripts))
    .map(([, name]) => finding("ok", `package.json calls ${name}`));
}

/** `tsc` without ts-patch takes no plugin, and says nothing about it: the usual reason for native output. */
function checkTsc({ scripts = {} }: Manifest, { usesPlugin, noEmit }: PluginState): Finding[] {
  if (!usesPlugin) return [];
  const texts = Object.values(scripts).join("\n");
  const isPatched = /ts-patch install|tsyncio compile/.test(texts);
  const plain = Object.entries(scripts).find(([, text]) => callsTsc(text));
  if (plain && !isPatched) {
    const message = `The script "${plain[0]}" calls tsc, which passes over plugins: what it emits stays native.`;
    return [finding("error", message, "Call tspc instead of tsc there.")];
  }
  if (noEmit) {
    const message = "tsconfig.json names the plugin, and sets noEmit: tspc writes nothing.";
    return [finding("warning", message, "Leave the plugin out, or noEmit.")];
  }
  return [finding("ok", "tsconfig.json names the plugin tsyncio/tsc, for tspc")];
}

/** Whether a command calls `tsc` to emit JavaScript. */
function callsTsc(text: string): boolean {
  const calls = text.split(/&&|\|\||;/).filter((call) => /(^|[\s/])tsc(\s|$)/.test(call));
  return calls.some((call) => !/--noEmit\b|--emitDeclarationOnly\b/i.test(call));
}

function scriptsOf({ scripts = {} }: Manifest): string[] {
  return Object.values(scripts);
}

function finding(status: Finding["status"], message: string, remedy?: string): Finding {
  return { part: "hosts", status, message, ...(remedy && { remedy }) };
}
