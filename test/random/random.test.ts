/** Random programs, natively and by both routes: a slice of what `npm run random` does, and a planted fault. */
import { expect, test } from "vitest";
import { differenceOf, routes } from "./compare.ts";
import { randomProgram } from "./program.ts";
import { shrink } from "./shrink.ts";

/** Seconds that the slice may take; on a busy machine it gets through fewer programs. */
const LIMIT = 8;

test("programs do what they do natively, by both routes", async () => {
  const end = performance.now() + LIMIT * 1000;
  let compared = 0;
  for (let seed = 1; seed <= 200 && (performance.now() < end || compared < 20); seed++) {
    const difference = await differenceOf(randomProgram(seed));
    expect(difference, `npm run random -- --seeds ${seed}..${seed}`).toBeOneOf([undefined, "invalid"]);
    if (difference === undefined) compared++;
  }
  expect(compared).toBeGreaterThanOrEqual(20);
});

test("a seed gives the same program again, and another seed another", () => {
  expect(randomProgram(7)).toEqual(randomProgram(7));
  expect(randomProgram(7)).not.toEqual(randomProgram(8));
});

test("programs hold every form that is worth comparing", () => {
  const sources = Array.from({ length: 200 }, (_, seed) => randomProgram(seed).source).join("\n");
  for (const form of [
    /async function\b/,
    /async function\*/,
    /async \w+\(/,
    /async \*\w+\(/,
    /async \([^)]*\) =>/,
    /async #\w+\(/,
    /static async/,
    /for await \(const/,
    /await using/,
    /^using/m,
    /super\.base\(/,
    /super\.stored = /,
    /\barguments\b/,
    /new\.target/,
    /this\.n/,
    /await\n/,
    /yield \(?await|yield Promise/,
    /finally \{/,
    /continue label/,
    /\?: number/,
  ])
    expect(sources).toMatch(form);
});

test("a planted fault is seen, and shrunk to where it is", async () => {
  const faulty = {
    ...routes,
    text: (program: Parameters<typeof routes.text>[0]) =>
      routes.text(program).replace(/ finally \{\n/g, " finally { log('planted');\n"),
  };
  let program = randomProgram(1);
  for (let seed = 2; !(await differenceOf(program, faulty))?.startsWith("text: "); seed++)
    program = randomProgram(seed);
  const smallest = await shrink(program, faulty, 300);
  expect(smallest.source.length).toBeLessThan(program.source.length / 2);
  expect(smallest.source).toContain("finally");
  expect(await differenceOf(smallest)).toBeUndefined();
});
