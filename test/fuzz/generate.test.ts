/** Random programs: what a seed gives, and what shrinking leaves of it. */
import { describe, expect, test } from "vitest";
import { generate } from "./generate.ts";
import { toPython, toTypeScript } from "./print.ts";
import { type Node, nodesOf, type Program, sizeOf } from "./program.ts";
import { shrink } from "./shrink.ts";

const all = (program: Program) => program.functions.flatMap((body) => [...nodesOf(body)]);
const has = (form: string) => async (program: Program) => all(program).some((node) => node.form === form);

describe("a program", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(generate(7)).toEqual(generate(7));
    expect(toPython(generate(7))).not.toEqual(toPython(generate(8)));
  });

  test("calls later functions only, so that it ends", () => {
    const called = ({ values }: Node) => [values.callee, values.first, values.second];
    for (let seed = 0; seed < 50; seed++) {
      for (const [at, body] of generate(seed).functions.entries()) {
        const callees = [...nodesOf(body)].flatMap(called).filter((callee) => callee !== undefined);
        expect(callees.filter((callee) => Number(callee) <= at)).toEqual([]);
      }
    }
  });

  test("has a focus every other time: a few forms that it uses often", () => {
    const share = (seed: number) => {
      const forms = all(generate(seed)).map(({ form }) => form);
      return forms.length / new Set(forms).size;
    };
    const mean = (first: number) =>
      Array.from({ length: 100 }, (_, n) => share(first + 2 * n)).reduce((sum, each) => sum + each) / 100;
    expect(mean(1)).toBeGreaterThan(1.2 * mean(0));
  });

  test("leaves loops from inside of them only, also when it is made smaller", async () => {
    const leaves = (body: readonly Node[], inLoop: boolean): boolean =>
      body.some((node) => {
        if (node.form === "break" || node.form === "continue") return !inLoop;
        const isLoop = node.form === "repeat" || node.form === "generate";
        return node.bodies.some((inner, n) =>
          leaves(inner, inLoop || (isLoop && n === node.bodies.length - 1)),
        );
      });
    const misplaced = ({ functions }: Program) => functions.some((body) => leaves(body, false));
    for (let seed = 0; seed < 50; seed++) expect(misplaced(generate(seed))).toBe(false);
    let seed = 0;
    while (!(await has("break")(generate(seed)))) seed++;
    await shrink(generate(seed), async (smaller) => {
      expect(misplaced(smaller)).toBe(false);
      return has("break")(smaller);
    });
  });

  test("reads the same in both languages", () => {
    const sleep: Node = { form: "sleep", label: "n1", values: { delay: 0.5 }, parts: [], bodies: [] };
    const node: Node = { form: "await", label: "n0", values: {}, parts: [sleep], bodies: [] };
    const guarded: Node = { form: "except", label: "n2", values: {}, parts: [], bodies: [[node]] };
    const program: Program = {
      name: "one",
      eager: true,
      debug: false,
      driver: "run",
      functions: [[guarded]],
    };
    expect(toPython(program)).toContain(`
        try:
            say("n0", await asyncio.sleep(0.5, "n1"))
        except Exception as error:
            say("n2", error)
`);
    expect(toTypeScript(program)).toContain(`
    try {
      await undefined;
      say("n0", await sleep(0.5, "n1"));
    } catch (error) {
      say("n2", error);
    }
`);
  });
});

describe("shrinking", () => {
  test.each(["group", "wait for", "shut down"])("leaves little beside %o", async (form) => {
    let seed = 0;
    while (!(await has(form)(generate(seed)))) seed++;
    const smallest = await shrink(generate(seed), has(form));
    expect(await has(form)(smallest)).toBe(true);
    expect(sizeOf(smallest)).toBeLessThanOrEqual(6);
  });

  test("gives up after so many trials", async () => {
    let trials = 0;
    const never = async () => ++trials < 0;
    expect(await shrink(generate(1), never, 10)).toEqual(generate(1));
    expect(trials).toBe(10);
  });
});
