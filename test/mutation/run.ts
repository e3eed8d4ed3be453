/**
 * `npm run mutation [-- module…]`: StrykerJS changes the runtime in small ways and asks whether a test notices.
 * The tests are those of test/runtime/ and the pairs of programs, with what CPython traced (record.ts).
 * Without arguments all of runtime/ but its hosts; with names (`locks queues`) those files alone. Prints the
 * mutants that survived and the score, and fails below the aim.
 *
 * Each module has a run of its own: StrykerJS writes what it found when it ends, so that one run over all, of an hour
 * and more, would lose everything when it is stopped. What a module's report holds is not asked again (`incremental`).
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AIM, percent, type Report, row, type Score, scoresOf, total } from "./score.ts";

const here = import.meta.dirname;
const root = join(here, "../..");
const stryker = join(here, "node_modules/@stryker-mutator/core/bin/stryker.js");
const reportFile = join(root, "build/mutation/report.json");

if (!existsSync(stryker)) execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: here, stdio: "inherit" });

execFileSync(process.execPath, [join(here, "record.ts")], { stdio: "inherit" });

const named = process.argv.slice(2);
const scores: Score[] = [];
for (const module of named.length > 0 ? named : modules()) {
  scores.push(...scoresOf(mutate(module)));
  console.log(`\n${scores.length} modules so far: ${row(total(scores))}\n`);
}
console.log(["| module | mutants | survived | score |", "|---|---|---|---|"].join("\n"));
for (const score of [...scores, total(scores)]) console.log(row(score));
if (percent(total(scores)) < AIM) process.exitCode = 1;

function modules(): string[] {
  const folders = ["", "testing/"];
  return folders.flatMap((folder) =>
    readdirSync(join(root, "runtime", folder))
      .filter((file) => file.endsWith(".ts") && file !== "index.ts")
      .map((file) => folder + file.replace(/\.ts$/, ""))
      .sort(),
  );
}

function mutate(module: string): Report {
  const found = join("build/mutation", `${module.replace("/", ".")}.json`);
  const chosen = ["--mutate", `runtime/${module}.ts`, "--incrementalFile", found];
  const args = [stryker, "run", join(here, "stryker.config.json"), ...chosen];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) throw new Error(`StrykerJS failed for runtime/${module}.ts with exit code ${status}.`);
  return JSON.parse(readFileSync(reportFile, "utf8")) as Report;
}
