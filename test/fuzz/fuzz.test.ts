/** The differential fuzzer: two hundred programs, and the proof that it would find what is wrong. */
import { Condition, Queue, Semaphore, Task, Token } from "tsyncio";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { difference } from "../conformance/pairs.ts";
import type { TraceEvent } from "../conformance/programs/conformance.ts";
import { coroutines, futures, values } from "./expressions.ts";
import { reportOf } from "./fuzz.ts";
import { generate } from "./generate.ts";
import { toPython, toTypeScript } from "./print.ts";
import { type Node, nodesOf, type Program } from "./program.ts";
import { type Sides, startSides } from "./sides.ts";
import { statements } from "./statements.ts";

const SEEDS = 200;
const programs = Array.from({ length: SEEDS }, (_, n) => generate(n + 1));
const traces: TraceEvent[][] = [];
let sides: Sides;

beforeAll(async () => {
  sides = await startSides();
  for (const program of programs) traces.push(await sides.python(program));
});

/** The first program that differs now, if any does. */
async function firstMismatch(): Promise<Program | undefined> {
  for (const [n, program] of programs.entries()) {
    if (difference(traces[n] ?? [], await sides.typescript(program)) !== undefined) return program;
  }
  return undefined;
}

test(`${SEEDS} random programs do the same in CPython and here`, async () => {
  const program = await firstMismatch();
  if (program !== undefined) expect.fail(await reportOf(program, sides));
});

test("every form is reached by some of them", () => {
  const reached = new Set(programs.flatMap((program, n) => reachedForms(program, traces[n] ?? [])));
  const all = [...statements, ...futures, ...coroutines, ...values].map(({ name }) => name);
  expect(all.filter((name) => !reached.has(name))).toEqual([]);
});

/** The forms of the nodes that have traced something, and of what stands in them. */
function reachedForms(program: Program, trace: readonly TraceEvent[]): string[] {
  const said = new Set(trace.map(([, event]) => event));
  const reached = (node: Node) => said.has(node.label);
  return program.functions.flatMap((body) =>
    [...nodesOf(body)]
      .filter(reached)
      .flatMap((node) => [node, ...nodesOf(node.parts)].map(({ form }) => form)),
  );
}

describe("a planted fault is found and shrunk:", () => {
  afterEach(() => void vi.restoreAllMocks());

  const faults: Record<string, () => void> = {
    "a semaphore that loses a permit": () => {
      let calls = 0;
      const { release } = Semaphore.prototype;
      vi.spyOn(Semaphore.prototype, "release").mockImplementation(function (this: Semaphore) {
        if (++calls % 5 !== 0) release.call(this);
      });
    },
    "a queue that forgets what it was given": () => {
      const { putNowait } = Queue.prototype;
      vi.spyOn(Queue.prototype, "putNowait").mockImplementation(function (this: Queue<unknown>, item) {
        if (item !== 3) putNowait.call(this, item);
      });
    },
    "a notification too many": () => {
      const { notify } = Condition.prototype;
      vi.spyOn(Condition.prototype, "notify").mockImplementation(function (this: Condition, n = 1) {
        notify.call(this, n + 1);
      });
    },
    "a variable that keeps its value after its block": () => {
      vi.spyOn(Token.prototype, Symbol.dispose).mockImplementation(() => {});
    },
    "a cancellation that is not counted": () => {
      vi.spyOn(Task.prototype, "cancelling").mockReturnValue(0);
    },
  };

  test.each(Object.entries(faults))("%s", async (_fault, plant) => {
    plant();
    const program = await firstMismatch();
    expect(program).toBeDefined();
    const report = await reportOf(program as Program, sides);
    expect(report).toContain("CPython goes on:");
    expect(report).toContain("async def main(trace):");
    expect(report).toContain("async function main(trace) {");
    const [smallest, original] = [
      report,
      `${toPython(program as Program)}\n${toTypeScript(program as Program)}`,
    ];
    expect(smallest.split("\n").length).toBeLessThan(original.split("\n").length / 2);
  });
});
