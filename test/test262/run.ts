/**
 * `npm run test262 -- --dir CHECKOUT [--update] [--processes N] [part of a path]`
 *
 * Runs the files of test262 that are about async code, natively and rewritten, and prints how many pass, by group.
 * Every difference must be listed in docs/test262.md with its reason; one that is not, and one that is listed and
 * is no more, makes the run fail. `--update` drops what is no more and adds what is new, for a person to judge.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findCases } from "./cases.ts";
import { compareWithList, readList, writeList } from "./differences.ts";
import { runAll } from "./pool.ts";
import { summaryOf, tableOf } from "./report.ts";
import { bundleRuntime } from "./runtime.ts";

const repository = resolve(import.meta.dirname, "../..");
const document = join(repository, "docs/test262.md");

const { values, positionals } = parseArgs({
  options: {
    dir: { type: "string" },
    update: { type: "boolean" },
    processes: { type: "string", default: String(availableParallelism()) },
  },
  allowPositionals: true,
});

if (values.dir === undefined) {
  console.error(
    "test262: say where a checkout of github.com/tc39/test262 is: npm run test262 -- --dir CHECKOUT",
  );
  process.exit(2);
}
process.exitCode = await main(resolve(values.dir), positionals[0]);

async function main(checkout: string, part: string | undefined): Promise<number> {
  const cases = findCases(checkout, part);
  if (cases.length === 0)
    throw new Error(`no test of async code in ${checkout} has "${part ?? ""}" in its path`);
  const onProgress = (done: number) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${cases.length} `);
  };
  const setting = { checkout, runtime: bundleRuntime() };
  const outcomes = await runAll(cases, setting, { processes: Number(values.processes), onProgress });
  console.log(`${tableOf(outcomes)}\n\n${summaryOf(outcomes)}`);
  if (values.update) writeFileSync(document, writeList(readFileSync(document, "utf8"), outcomes));
  const faults = compareWithList(readList(readFileSync(document, "utf8")), outcomes, part === undefined);
  for (const fault of faults) console.log(fault);
  return faults.length > 0 ? 1 : 0;
}
