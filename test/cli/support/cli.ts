/** The built command line as its users call it: a process in a project's folder. Needs `npm run build`. */
import { type ChildProcess, spawn } from "node:child_process";
import { join, resolve } from "node:path";
import type { Outcome, Project } from "../../hosts/support/project.ts";

const repository = resolve(import.meta.dirname, "../../..");

/** The file behind the command `tsyncio`. */
export const bin = join(repository, "dist/transformer/cli/bin.js");
export const tsc = join(repository, "node_modules/typescript/bin/tsc");

/** Runs `tsyncio` in a project to its end. */
export function tsyncio(project: Project, ...args: string[]): Promise<Outcome> {
  return project.node(bin, ...args);
}

/** Starts `tsyncio` in a project; the caller ends it. */
export function startTsyncio(project: Project, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [bin, ...args], { cwd: project.root, stdio: ["ignore", "pipe", "pipe"] });
}
