/**
 * A small project in a folder of its own, compiled by the real `tspc` and run by the real Node.
 *
 * What a user has is what is tested: the package is linked into the project's `node_modules`, the plugin is
 * named in its `tsconfig.json`, and both tools run as processes, each bounded by a time limit.
 * It uses `dist/`: build first.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll } from "vitest";
import { Folder } from "./folder.ts";

const repository = resolve(import.meta.dirname, "../../..");
const tspc = join(repository, "node_modules/ts-patch/bin/tspc.js");

/** How a process ended: `code` is `null` when the time limit killed it. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The plugin as a `tsconfig.json` names it, with its options. */
export function plugin(options: object = {}): object {
  return { transform: "tsyncio/tsc", ...options };
}

/** Compiler options that every project of these tests starts from. */
export const strict = {
  target: "es2022",
  module: "nodenext",
  lib: ["esnext", "dom"],
  types: [],
  strict: true,
  skipLibCheck: true,
  outDir: "out",
  plugins: [plugin()],
};

/** The same for a program that uses Node, with source maps. */
export const strictOnNode = {
  ...strict,
  types: ["node"],
  typeRoots: [join(repository, "node_modules/@types")],
  sourceMap: true,
};

/** A project folder that exists until `remove` is called. */
export class Project extends Folder {
  constructor(files: Record<string, string | object> = {}) {
    super(mkdtempSync(join(tmpdir(), "tsyncio-project-")));
    if (!existsSync(join(repository, "dist/transformer/hosts/tsc.js"))) {
      throw new Error("These tests use the built package: run `npm run build` first.");
    }
    mkdirSync(this.path("node_modules"));
    symlinkSync(repository, this.path("node_modules/tsyncio"), "dir");
    this.write({ "package.json": { type: "module" }, ...files });
  }

  has(name: string): boolean {
    return existsSync(this.path(name));
  }

  /** When a file was written last, in milliseconds. */
  modified(name: string): number {
    return statSync(this.path(name)).mtimeMs;
  }

  /** Runs `tspc` to its end; colours are taken out of what it printed. */
  async tspc(...args: string[]): Promise<Outcome> {
    const { code, stdout, stderr } = await this.node(tspc, ...args);
    return { code, stdout: stripVTControlCharacters(stdout), stderr };
  }

  /** Runs a file of the project, or any other, with Node. */
  node(...args: string[]): Promise<Outcome> {
    return outcome(this.#spawn(args), 60_000);
  }

  /** Runs a line of bash. */
  shell(line: string): Promise<Outcome> {
    return outcome(
      spawn("bash", ["-c", line], { cwd: this.root, stdio: ["ignore", "pipe", "pipe"] }),
      60_000,
    );
  }

  /** Starts `tspc --watch`; the caller ends it. */
  watch(...args: string[]): Watcher {
    return new Watcher(this.#spawn([tspc, "--watch", "--preserveWatchOutput", ...args]));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #spawn(args: string[]): ChildProcess {
    return spawn(process.execPath, args, { cwd: this.root, stdio: ["ignore", "pipe", "pipe"] });
  }
}

/** A running `tspc --watch`. */
export class Watcher {
  readonly #child: ChildProcess;
  #text = "";
  #seen = 0;

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on("data", (chunk) => {
      this.#text += chunk;
    });
  }

  /** Resolves with what was printed until `pattern` appeared after the last match; rejects after 30 seconds. */
  async until(pattern: RegExp): Promise<string> {
    const deadline = Date.now() + 30_000;
    while (Date.now() < deadline) {
      const fresh = this.#text.slice(this.#seen);
      const match = pattern.exec(fresh);
      if (match) {
        this.#seen += match.index + match[0].length;
        return fresh;
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`tspc --watch never printed ${pattern}; it printed:\n${this.#text}`);
  }

  stop(): Promise<void> {
    if (this.#child.exitCode !== null) return Promise.resolve();
    const ended = new Promise<void>((done) => this.#child.once("close", () => done()));
    this.#child.kill();
    return ended;
  }
}

function outcome(child: ChildProcess, limit: number): Promise<Outcome> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    stderr += chunk;
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), limit);
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => {
      clearTimeout(timer);
      done({ code, stdout, stderr });
    });
  });
}

/** Projects that vanish after the tests of a file. */
export function projects(): (files: Record<string, string | object>) => Project {
  const made: Project[] = [];
  afterAll(() => {
    for (const project of made) project.remove();
  });
  return (files) => {
    const project = new Project(files);
    made.push(project);
    return project;
  };
}
