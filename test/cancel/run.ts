/**
 * Command line: `npm run test:cancel -- [--most N] [part of a path…]`
 *
 * Cancels each conformance program that holds a lock, a permit, an item, a place at a barrier, a group or a deadline
 * at each suspension of each of its tasks (at most N points a program, 100 by default), here and in CPython.
 */

import { parseArgs } from "node:util";
import { cancelAll, findHolding } from "./cancel.ts";
import { startPython, startTypeScript } from "./sides.ts";

const { values, positionals } = parseArgs({
  options: { most: { type: "string", default: "100" } },
  allowPositionals: true,
});
const all = await findHolding();
const names = all.filter(
  (name) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
);
const summary = await cancelAll(names, await startPython(), await startTypeScript(), {
  most: Number(values.most),
  onViolation: (report) => console.log(report),
});
const { programs, points, violations, kept } = summary;
console.log(`${programs} programs, ${points} cancellation points, ${violations} violations`);
console.log(`after ${kept} of them the program itself has kept something, in CPython too`);
process.exit(violations === 0 ? 0 : 1);
