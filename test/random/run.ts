/**
 * `npm run random -- --seeds A..B`: random programs, natively and by both routes of the rewrite. Prints how many there
 * were, and each that behaves differently, as small as it could be made. Fails if there is one.
 */
import { parseArgs } from "node:util";
import { differenceOf, routes } from "./compare.ts";
import { randomProgram } from "./program.ts";
import { shrink } from "./shrink.ts";

const { values } = parseArgs({ options: { seeds: { type: "string", default: "1..1000" } } });
const [, first, last] = /^(\d+)\.\.(\d+)$/.exec(values.seeds) ?? [];
if (first === undefined || last === undefined) {
  console.error(`random: --seeds must be two numbers as in 1..1000, not ${values.seeds}`);
  process.exit(2);
}
process.exitCode = await main(Number(first), Number(last));

async function main(from: number, to: number): Promise<number> {
  let [programs, invalid, mismatches] = [0, 0, 0];
  for (let seed = from; seed <= to; seed++) {
    const program = randomProgram(seed);
    const difference = await differenceOf(program);
    programs++;
    if (difference === "invalid") invalid++;
    else if (difference) {
      mismatches++;
      const smallest = await shrink(program, routes);
      console.log(`== seed ${seed}: ${await differenceOf(smallest)}\n${smallest.source}`);
    }
    if (process.stderr.isTTY && seed % 50 === 0) process.stderr.write(`\r${seed} `);
  }
  console.log(`${programs} programs, ${invalid} invalid, ${mismatches} mismatches`);
  return mismatches > 0 ? 1 : 0;
}
