/**
 * `npm run corpus -- --dir DIR`: other people's sources through both emitters. Prints what is refused, what must not be,
 * and how many files there were; fails if a check does.
 */
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { check } from "./check.ts";

const { values } = parseArgs({ options: { dir: { type: "string" } } });
if (values.dir === undefined) {
  console.error("corpus: say where TypeScript or JavaScript sources are: npm run corpus -- --dir DIR");
  process.exit(2);
}
process.exitCode = main(values.dir);

function main(folder: string): number {
  const counts = { untouched: 0, rewritten: 0, invalid: 0 };
  let faulty = 0;
  for (const [index, filename] of sourcesIn(folder).entries()) {
    const { fate, diagnostics, faults } = check({ filename, source: readFileSync(filename, "utf8") });
    counts[fate]++;
    for (const { code, line, message } of diagnostics) console.log(`${filename}:${line} ${code} ${message}`);
    for (const fault of faults) console.log(`== ${filename}: ${fault}`);
    if (faults.length > 0) faulty++;
    if (process.stderr.isTTY && index % 50 === 0) process.stderr.write(`\r${index} `);
  }
  const { untouched, rewritten, invalid } = counts;
  console.log(
    `${rewritten} files rewritten, ${untouched} untouched, ${invalid} no JavaScript, ${faulty} faulty`,
  );
  return faulty > 0 ? 1 : 0;
}

function sourcesIn(folder: string): string[] {
  const found = globSync("**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}", {
    cwd: folder,
    exclude: ["**/node_modules"],
  });
  return found
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
