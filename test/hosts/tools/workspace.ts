/**
 * A project for one tool: the example, the configuration that docs/hosts.md shows for it, and the tool itself.
 * What every tool must give is checked here too: the same output, and a map that leads there and back.
 */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { expect } from "vitest";
import { Folder } from "../support/folder.ts";
import { follow, followLine, rightWay } from "../support/maps.ts";

export const tools = import.meta.dirname;
export const repository = resolve(tools, "../../..");
export const workspaces = join(repository, "build/hosts");
const example = join(tools, "../example");

export const expected = readFileSync(join(example, "expected.out"), "utf8");

const documentation = readFileSync(join(repository, "docs/hosts.md"), "utf8");

/** The block of the page, under a heading, that names itself in its first line as this file. */
export function documented(heading: string, file: string): string {
  const section = documentation.split(/^#{2,3} /m).find((one) => one.startsWith(`${heading}\n`)) ?? "";
  const blocks = [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map((match) => match[1] ?? "");
  const block = blocks.find((text) => text.startsWith(`// ${file}\n`));
  if (!block) throw new Error(`docs/hosts.md shows no ${file} under "${heading}"`);
  return block;
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class Workspace extends Folder {
  constructor(name: string, files: Record<string, string | object> = {}) {
    super(join(workspaces, name));
    cpSync(join(example, "src"), this.path("src"), { recursive: true });
    mkdirSync(this.path("node_modules"));
    symlinkSync("../../node_modules/tsyncio", this.path("node_modules/tsyncio"));
    this.write({ "package.json": { type: "module" }, ...files });
  }

  /** Runs a file with the Node that runs the tests. */
  node(...args: string[]): Promise<Ended> {
    return this.run(process.execPath, ...args);
  }

  /** Runs a program here, for a minute and a half at most. */
  async run(file: string, ...args: string[]): Promise<Ended> {
    const { VITEST, NODE_ENV, TEST, FORCE_COLOR, ...own } = process.env;
    const env = { ...own, NODE_OPTIONS: "", NO_COLOR: "1", CI: "1" };
    try {
      const ended = await promisify(execFile)(file, args, {
        cwd: this.root,
        env,
        timeout: 90_000,
        maxBuffer: 64 << 20,
      });
      return clean({ code: 0, ...ended });
    } catch (error) {
      return clean(error as Ended);
    }
  }

  /** Runs a tool, which must end well. */
  async mustRun(file: string, ...args: string[]): Promise<Ended> {
    const ended = await this.run(file, ...args);
    expect(ended.code, ended.stdout + ended.stderr).toBe(0);
    return ended;
  }
}

function clean({ code, stdout, stderr }: Ended): Ended {
  return { code, stdout: stripVTControlCharacters(stdout), stderr: stripVTControlCharacters(stderr) };
}

/** A tool's own command, by the package it comes from. */
export function command(name: string): string {
  const found = [tools, repository].map((folder) => join(folder, "node_modules/.bin", name));
  return found.find((path) => readable(path)) ?? name;
}

function readable(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}

/** A literal of each module: a breakpoint there must survive the way through the tool. */
const literals = [
  ["main.ts", "cleaned up"],
  ["even.ts", "even ends"],
  ["odd.ts", "odd goes on"],
  ["shapes.ts", "a method that calls super"],
  ["market.ts", "a producer rests"],
  ["legend.js", "there"],
] as const;

/** The built program prints what it prints everywhere. */
export async function expectSameOutput(workspace: Workspace, file: string): Promise<void> {
  expect(await workspace.node(file)).toEqual({ code: 0, stdout: expected, stderr: "" });
}

/** Breakpoints in every module of the example lead into the output and back; in some tools by whole lines only. */
export function expectMapped(
  workspace: Workspace,
  outputs: (source: string) => string,
  { byLine = false } = {},
): void {
  for (const [name, literal] of literals) {
    const file = outputs(name);
    const [output, map] = [workspace.read(file), workspace.read(`${file}.map`)];
    const source = workspace.read(`src/${name}`);
    const way = (byLine ? followLine : follow)({ source, name, literal, output, map });
    expect(way).toEqual(rightWay({ source, name, literal }));
  }
}
