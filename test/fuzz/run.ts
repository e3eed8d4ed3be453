/**
 * Command line: `npm run fuzz -- --seeds A..B`
 *
 * Makes a random program of each seed, runs it in CPython and here, and prints each mismatch as the smallest
 * program that still shows it, in both languages. Last comes how many programs ran and how many differ.
 */

import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.ts";
import { startSides } from "./sides.ts";

const { values } = parseArgs({ options: { seeds: { type: "string", default: "1..200" } } });
const [, first, last] = /^(\d+)(?:\.\.(\d+))?$/.exec(values.seeds) ?? [];
if (first === undefined) {
  console.error(`--seeds takes a number or a range such as 1..200, not ${values.seeds}`);
  process.exit(2);
}

const { programs, events, mismatches } = await fuzz(
  Number(first),
  Number(last ?? first),
  await startSides(),
  {
    onMismatch: (report) => console.log(report),
    onProgress: (done) => done % 500 === 0 && console.log(`${done} programs`),
  },
);
console.log(`${programs} programs, ${events} events, ${mismatches} mismatches`);
process.exit(mismatches === 0 ? 0 : 1);
