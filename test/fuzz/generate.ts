/**
 * Makes a random program of a seed: the same seed, the same program.
 *
 * Invariant: a function calls, awaits and spawns only later ones, so nobody waits in a circle of tasks and every
 * program ends. (Cancelling such a circle would recurse without end, in Python too.)
 */

import { coroutines, futures, values } from "./expressions.ts";
import { Focus } from "./focus.ts";
import { type BodySort, CALLEE, type Form, OWNER, type PartSort } from "./form.ts";
import { formNamed, leavesLoop } from "./print.ts";
import type { Driver, Node, Program, Value } from "./program.ts";
import { Random } from "./random.ts";
import { statements } from "./statements.ts";

/** What may stand where a node is wanted: by sort of the part or body. */
const CHOICES: Readonly<Record<PartSort | BodySort, readonly Form[]>> = {
  future: futures,
  coroutine: coroutines,
  awaitable: [...futures, ...coroutines],
  value: values,
  statements: statements.filter((form) => !leavesLoop(form)),
  "in a loop": statements,
  "no return": statements.filter((form) => form.name !== "return" && !leavesLoop(form)),
  values: statements.filter(({ name }) => ["value", "raise", "interrupt"].includes(name)),
};

const MAX_FUNCTIONS = 5;
const MAX_STATEMENTS = 6;
/** So many nodes may stand within one another. */
const MAX_DEPTH = 5;

const DRIVERS: readonly Driver[] = ["run", "runner", "runner", "loop", "loop", "loop"];

/** The program of a seed. */
export function generate(seed: number): Program {
  return new Generator(seed).program(`seed ${seed}`);
}

class Generator {
  readonly #random: Random;
  readonly #focus: Focus;
  #functions = 0;
  #labels = 0;
  /** The function that is being made. */
  #at = 0;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.#focus = new Focus(this.#random, seed % 2 === 1);
  }

  program(name: string): Program {
    this.#functions = 2 + this.#random.below(MAX_FUNCTIONS - 1);
    const eager = this.#random.below(4) === 0;
    const functions = Array.from({ length: this.#functions }, (_, at) => {
      this.#at = at;
      const body = this.#body("statements", 0);
      return at === 0 ? [...this.#beginning(), ...body] : body;
    });
    return { name, eager, debug: this.#random.below(8) === 0, driver: this.#chooseOf(DRIVERS), functions };
  }

  /** What the first function begins with: tasks, and things that are going to happen to them. */
  #beginning(): Node[] {
    return [
      ...this.#several(2, 3, () => this.#valueOf(formNamed("spawn"))),
      ...this.#several(2, 5, () => this.#make(formNamed("call at"), "statements", 0)),
    ];
  }

  #valueOf(form: Form): Node {
    return { ...this.#make(formNamed("value"), "values", 0), parts: [this.#make(form, "value", 1)] };
  }

  #body(sort: BodySort, depth: number): Node[] {
    const most = Math.max(1, MAX_STATEMENTS - 2 * depth);
    return this.#several(1, most, () => this.#statement(sort, depth));
  }

  /** Errors are frequent: most are caught at once, or hardly anything would be reached. */
  #statement(sort: BodySort, depth: number): Node {
    if (sort === "values" || depth >= MAX_DEPTH || this.#random.below(2) === 0)
      return this.#node(sort, depth);
    const guarded = this.#make(formNamed("except"), sort, MAX_DEPTH);
    return { ...guarded, bodies: [[this.#node(sort, depth + 1)]] };
  }

  #several(least: number, most: number, make: () => Node): Node[] {
    return Array.from({ length: least + this.#random.below(most - least + 1) }, make);
  }

  #node(sort: PartSort | BodySort, depth: number): Node {
    return this.#make(this.#choose(CHOICES[sort].filter((form) => this.#fits(form, depth))), sort, depth);
  }

  #make(form: Form, sort: PartSort | BodySort, depth: number): Node {
    const label = `n${this.#labels++}`;
    const values = Object.entries(form.values).map(([name, domain]) => [name, this.#value(domain)]);
    return {
      form: form.name,
      label,
      values: Object.fromEntries(values),
      parts: form.parts.map((part) => this.#node(part, depth + 1)),
      bodies: form.bodies.map((body) => this.#body(insideOf(sort, body), depth + 1)),
    };
  }

  #fits(form: Form, depth: number): boolean {
    const callsLater = Object.values(form.values).includes(CALLEE);
    if (callsLater && this.#at === this.#functions - 1) return false;
    if (depth < MAX_DEPTH) return true;
    return form.bodies.length === 0 && (form.parts.length === 0 || form.name === "value");
  }

  #value(domain: Form["values"][string]): Value {
    if (domain === OWNER) return this.#at;
    if (domain === CALLEE) return this.#at + 1 + this.#random.below(this.#functions - this.#at - 1);
    return this.#chooseOf(this.#focus.of(domain));
  }

  #chooseOf<T>(list: readonly T[]): T {
    return list[this.#random.below(list.length)] as T;
  }

  #choose(forms: readonly Form[]): Form {
    const weights = forms.map((form) => this.#focus.weightOf(form));
    let rest = this.#random.fraction() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [n, form] of forms.entries()) {
      rest -= weights[n] as number;
      if (rest < 0) return form;
    }
    throw new Error("nothing fits here");
  }
}

/** Whoever must not return must not do so deeper inside either, and a loop may be left from deeper inside. */
function insideOf(sort: PartSort | BodySort, body: BodySort): BodySort {
  if (sort === "no return" && body !== "values") return sort;
  return sort === "in a loop" && body === "statements" ? sort : body;
}
