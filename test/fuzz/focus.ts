/**
 * What a program is about: some forms it uses often, others hardly, and some of its locks, queues and futures it
 * uses alone. Programs of which each uses everything would seldom do two things to the same one; every other program
 * does, for what no two of the others have in common.
 */

import type { Form } from "./form.ts";
import type { Value } from "./program.ts";
import type { Random } from "./random.ts";

const FACTORS = [0.1, 0.5, 1, 1, 1, 3, 6];
/** A program that could neither await nor act would do nothing. */
const ALWAYS = new Set(["await", "value"]);

export class Focus {
  readonly #random: Random;
  readonly #narrow: boolean;
  readonly #factors = new Map<Form, number>();
  readonly #kept = new Map<readonly Value[], readonly Value[]>();

  constructor(random: Random, narrow: boolean) {
    this.#random = random;
    this.#narrow = narrow;
  }

  /** How often a form is chosen in this program. */
  weightOf(form: Form): number {
    if (!this.#narrow || ALWAYS.has(form.name)) return form.weight;
    const factor = this.#factors.get(form) ?? this.#oneOf(FACTORS);
    this.#factors.set(form, factor);
    return form.weight * factor;
  }

  /** What this program takes of a list of values: all of them, or few. */
  of(values: readonly Value[]): readonly Value[] {
    const kept = this.#kept.get(values) ?? this.#some(values);
    this.#kept.set(values, kept);
    return kept;
  }

  #some(values: readonly Value[]): readonly Value[] {
    if (!this.#narrow || this.#random.below(2) === 0) return values;
    return [this.#oneOf(values), this.#oneOf(values)];
  }

  #oneOf<T>(list: readonly T[]): T {
    return list[this.#random.below(list.length)] as T;
  }
}
