/**
 * Before the first test: installs the tools from the lock file, if they are not there yet, and the package as
 * users get it, packed and unpacked, among them. Nothing comes from anywhere but the npm registry.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { missingIn } from "./installed.ts";
import { repository, tools, workspaces } from "./workspace.ts";

export function setup(): void {
  installTools();
  installPackage();
  rmSync(workspaces, { recursive: true, force: true });
  // The tools find what they need where they really are, and what they lack in the root package, as hoisting does it.
  link(join(tools, "node_modules"), join(workspaces, "node_modules"));
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  // Relative, as npm makes them: Farm does not follow others.
  symlinkSync(relative(dirname(path), target), path);
}

/** The note says for which lock file they were installed; what is there is looked at all the same. */
function installTools(): void {
  const lock = readFileSync(join(tools, "package-lock.json"), "utf8");
  const installed = join(tools, "node_modules/.installed-lock.json");
  const isNoted = existsSync(installed) && readFileSync(installed, "utf8") === lock;
  if (isNoted && missingIn(tools).length === 0) return;
  rmSync(installed, { force: true });
  npmInstall();
  if (missingIn(tools).length > 0) {
    // npm mends no folder that it takes for whole.
    rmSync(join(tools, "node_modules"), { recursive: true, force: true });
    npmInstall();
  }
  const missing = missingIn(tools);
  if (missing.length > 0) throw new Error(`npm has not installed ${missing.join(", ")}`);
  writeFileSync(installed, lock);
}

/** Not `ci`, which fails where a registry lacks the binaries of another system, though nobody needs them. */
function npmInstall(): void {
  npm(tools, "install", "--no-save", "--no-progress");
}

function installPackage(): void {
  const folder = join(tools, "node_modules/tsyncio");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packed = npm(repository, "pack", "--json", "--ignore-scripts", "--pack-destination", folder);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  execFileSync("tar", ["-xzf", join(folder, filename), "-C", folder, "--strip-components=1"]);
  linkDependencies(folder);
}

/** Its dependencies lie below it, as npm puts them where the versions above are others. */
function linkDependencies(folder: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies))
    link(join(repository, "node_modules", name), join(folder, "node_modules", name));
}

function npm(cwd: string, ...args: string[]): string {
  return execFileSync("npm", args, {
    cwd,
    encoding: "utf8",
    timeout: 300_000,
    stdio: ["ignore", "pipe", "inherit"],
  });
}
