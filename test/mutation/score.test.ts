import { describe, expect, test } from "vitest";
import { AIM, percent, row, scoresOf, total } from "./score.ts";

const report = (statuses: Record<string, string[]>) => ({
  files: Object.fromEntries(
    Object.entries(statuses).map(([file, list]) => [file, { mutants: list.map((status) => ({ status })) }]),
  ),
});

describe("the score of the mutants", () => {
  test("a mutant that no test notices lowers the score of its module, whether tests reached it or not", () => {
    const scores = scoresOf(report({ "runtime/locks.ts": ["Killed", "Timeout", "Survived", "NoCoverage"] }));
    expect(scores).toEqual([{ module: "locks.ts", mutants: 4, survived: 2 }]);
    expect(scores.map(row)).toEqual(["| `locks.ts` | 4 | 2 | 50.0% |"]);
  });

  test("a mutant that was never asked of a test counts neither way", () => {
    const [locks] = scoresOf(
      report({ "runtime/locks.ts": ["Killed", "CompileError", "Ignored", "Pending"] }),
    );
    expect(locks).toEqual({ module: "locks.ts", mutants: 1, survived: 0 });
  });

  test("the whole is the sum of the mutants, not the mean of the modules, and falls below the aim when one does", () => {
    const scores = scoresOf(
      report({ "runtime/a.ts": ["Killed"], "runtime/testing/b.ts": ["Killed", "Survived", "Survived"] }),
    );
    expect(scores.map(({ module }) => module)).toEqual(["a.ts", "testing/b.ts"]);
    expect(row(total(scores))).toBe("| all | 4 | 2 | 50.0% |");
    expect(percent(total(scores))).toBeLessThan(AIM);
  });
});
