/**
 * Cancels the conformance programs that hold something, at each of their suspensions, and compares what becomes of
 * them with CPython. Nothing here knows how a program is run (sides.ts).
 */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { difference, findPairs, PROGRAMS } from "../conformance/pairs.ts";
import { asTrace, held, pointsOf, sample } from "./points.ts";
import type { Point } from "./programs/tracked.ts";
import type { Side } from "./sides.ts";

/** What programs may hold: locks and the like, blocks to leave, generators to close, work given to an executor. */
const HOLDING =
  /\b((Lock|Condition|Semaphore|BoundedSemaphore|Barrier|Queue|PriorityQueue|LifoQueue|AsyncExitStack|TaskGroup|timeout|timeout_at|wait_for|aclosing|run_in_executor|__aenter__)\(|asynccontextmanager\b|async with\b)/;

/** Programs of which a run with tasks written in Python, or in which context is a cause, says nothing. */
const UNFIT: Readonly<Record<string, string>> = {
  "contextlib/errors_of_exits_form_a_chain": "shows the context of errors, which JavaScript does not keep",
  "asyncgenerators/closing_a_generator_that_goes_on_is_refused":
    "leaves a generator to the end of the run, which closes it in a task of its own in one of both languages",
  "executors/results_and_errors_of_calls":
    "shuts its executor down by a thread in Python, of which there are none, unless its last line is reached",
  "graph/who_waits_for_a_task": "asks for the call graph, which Python gives of tasks in C alone",
};

/** What came of it. */
export interface Summary {
  programs: number;
  /** How many cancellations were tried. */
  points: number;
  violations: number;
  /** After how many of them the program itself kept something, in CPython too. */
  kept: number;
}

export interface Options {
  /** At most so many points of a program. */
  readonly most: number;
  onViolation?(report: string): void;
}

/** The programs that hold something while they wait, by the names of their pairs. */
export async function findHolding(): Promise<string[]> {
  const names = (await findPairs()).map(({ python }) => python.replace(/\.py$/, ""));
  const sources = await Promise.all(names.map((name) => readFile(join(PROGRAMS, `${name}.py`), "utf8")));
  return names.filter((name, n) => !(name in UNFIT) && isFit(sources[n] ?? ""));
}

/** A Ticker that nobody stops would keep its loop from ever being idle. */
function isFit(source: string): boolean {
  return HOLDING.test(source) && /^async def main/m.test(source) && !source.includes("Ticker(");
}

/** Cancels each of the programs at each point, or at a sample of them. */
export async function cancelAll(
  names: readonly string[],
  python: Side,
  typescript: Side,
  options: Options,
): Promise<Summary> {
  const summary: Summary = { programs: 0, points: 0, violations: 0, kept: 0 };
  for (const name of names) {
    summary.programs++;
    for (const point of [undefined, ...sample(pointsOf(await python(name)), options.most)]) {
      const [expected, actual] = [await python(name, point), await typescript(name, point)];
      const different = difference(asTrace(expected), asTrace(actual));
      if (point !== undefined) summary.points++;
      if (different !== undefined) {
        summary.violations++;
        options.onViolation?.(
          `== ${name}, ${describe(point)}\n${different}\n  held: ${held(actual).join("; ")}`,
        );
      } else if (held(actual).length > 0) summary.kept++;
    }
  }
  return summary;
}

function describe(point: Point | undefined): string {
  if (point === undefined) return "not cancelled";
  const [task, suspension, when] = point;
  return `task ${task} cancelled at suspension ${suspension}, ${when}`;
}
