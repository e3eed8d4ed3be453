/**
 * `npm run test:browser [-- part of a path]`: the tests of the runtime in Chromium (Debian's, or the one that
 * CHROMIUM_PATH names). Installs what only this needs, says which tests are Node's alone, and runs the rest.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { files, titles } from "./node-only.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));

/** The path of Chromium, after installing it where that is possible. */
function chromium(): string {
  const path = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  if (!existsSync(path) && process.env.CHROMIUM_PATH === undefined) installChromium();
  if (existsSync(path)) return path;
  throw new Error(`there is no Chromium at ${path}: install it, or set CHROMIUM_PATH to where it is`);
}

function installChromium(): void {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log("Chromium is not there: installing Debian's");
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", "chromium"]])
    execFileSync("apt-get", args, {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
}

function installPackages(): void {
  if (existsSync(`${here}node_modules/@vitest/browser-playwright`)) return;
  execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: here, stdio: "inherit" });
}

function printNodeOnly(): void {
  console.log("Node's alone:");
  for (const [file, reason] of Object.entries(files)) console.log(`  ${file}: ${reason}`);
  for (const [file, tests] of Object.entries(titles))
    for (const [title, reason] of Object.entries(tests)) console.log(`  ${file} "${title}": ${reason}`);
}

const env = { ...process.env, CHROMIUM_PATH: chromium() };
installPackages();
printNodeOnly();
const args = [
  "vitest",
  "run",
  "--config",
  `${here}vitest.config.ts`,
  "--reporter=dot",
  ...process.argv.slice(2),
];
process.exitCode = spawnSync("npx", args, { cwd: root, env, stdio: "inherit" }).status ?? 1;
