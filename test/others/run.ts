/**
 * `npm run test:others`: the core on Deno and Bun, as their npm packages give them. program.js must print there what
 * it prints on Node.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, globSync } from "node:fs";
import { join } from "node:path";

const here = import.meta.dirname;
const program = join(here, "program.js");

/** The hosts, each with where its package for this platform keeps it, and how it runs a file. */
const hosts = [
  { name: "Deno", binary: "node_modules/@deno/*/deno", args: ["run", "--allow-read", "--allow-env"] },
  { name: "Bun", binary: "node_modules/@oven/bun-*/bin/bun", args: ["run"] },
];

function install(): void {
  if (!existsSync(join(here, "node_modules")))
    execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: here, stdio: "inherit" });
}

function output(binary: string, args: readonly string[]): string {
  const env = { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" };
  return execFileSync(binary, [...args, program], { encoding: "utf8", env, timeout: 60_000 });
}

install();
const expected = output(process.execPath, []);
for (const { name, binary, args } of hosts) {
  const [path] = globSync(binary, { cwd: here });
  if (path === undefined) throw new Error(`${name} has no package for this platform`);
  const file = join(here, path);
  chmodSync(file, 0o755); // its install script would do that
  const same = output(file, args) === expected;
  const [version] = execFileSync(file, ["--version"], { encoding: "utf8" }).split("\n");
  console.log(
    `${name} ${version?.replace(/^deno /, "")}: ${same ? "prints what Node prints" : "differs from Node"}`,
  );
  if (!same) process.exitCode = 1;
}
