/**
 * The differential fuzzer: a program a seed, both traces, and what is left of a program when it is shrunk to the
 * mismatch. Nothing here knows how a program is run (sides.ts).
 */

import { difference } from "../conformance/pairs.ts";
import { generate } from "./generate.ts";
import { toPython, toTypeScript } from "./print.ts";
import type { Program } from "./program.ts";
import { shrink } from "./shrink.ts";
import { compare, type Sides } from "./sides.ts";

/** What came of it. */
export interface Summary {
  readonly programs: number;
  /** How many events were traced and compared. */
  readonly events: number;
  readonly mismatches: number;
}

interface Listeners {
  onMismatch?(report: string): void;
  onProgress?(programs: number): void;
}

/** Runs the programs of the seeds from `first` to `last`. */
export async function fuzz(
  first: number,
  last: number,
  sides: Sides,
  listeners: Listeners = {},
): Promise<Summary> {
  const summary = { programs: 0, events: 0, mismatches: 0 };
  for (let seed = first; seed <= last; seed++) {
    const program = generate(seed);
    const expected = await sides.python(program);
    summary.programs++;
    summary.events += expected.length;
    if (difference(expected, await sides.typescript(program)) !== undefined) {
      summary.mismatches++;
      listeners.onMismatch?.(await reportOf(program, sides));
    }
    listeners.onProgress?.(summary.programs);
  }
  return summary;
}

/** The smallest program that shows the mismatch, in both languages, and what differs. */
export async function reportOf(program: Program, sides: Sides): Promise<string> {
  const smallest = await shrink(program, async (smaller) => (await compare(smaller, sides)) !== undefined);
  const different = await compare(smallest, sides);
  return `== ${program.name}\n${different}\n\n${toPython(smallest)}\n${toTypeScript(smallest)}`;
}
