/**
 * `npm run mutation [-- module…]`: StrykerJS changes the runtime in small ways and asks whether a test notices.
 * The tests are those of test/runtime/ and the pairs of programs, with what CPython traced (record.ts).
 * Without arguments all of runtime/ but its hosts; with names (`locks queues`) those files alone. Prints the
 * mutants that survived and the score, and fails below 85%.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = fileURLToPath(new URL("../../", import.meta.url));
const stryker = `${here}node_modules/@stryker-mutator/core/bin/stryker.js`;

if (!existsSync(stryker)) execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: here, stdio: "inherit" });

execFileSync(process.execPath, [`${here}record.ts`], { stdio: "inherit" });

const modules = process.argv.slice(2).map((name) => `runtime/${name}.ts`);
const chosen = modules.length > 0 ? ["--mutate", modules.join(",")] : [];
const args = [stryker, "run", `${here}stryker.config.json`, ...chosen];
process.exitCode = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status ?? 1;
