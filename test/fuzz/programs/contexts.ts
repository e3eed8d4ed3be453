/**
 * A variable without a default, and a context that anybody may enter: the twin of contexts.py, with the same names.
 */

import { Context, ContextVar, LookupError, RuntimeError, type Token } from "tsyncio";

type Say = (label: string, value?: unknown) => void;

export class Contexts {
  readonly #say: Say;
  readonly #variable = new ContextVar<string>("bare");
  readonly context = new Context();

  constructor(say: Say) {
    this.#say = say;
  }

  get(): string {
    try {
      return this.#variable.get();
    } catch (error) {
      if (!(error instanceof LookupError)) throw error;
      return "LookupError";
    }
  }

  getOr(value: string): string {
    return this.#variable.get(value);
  }

  /** For `using`: the variable has its value in that block alone. */
  set(value: string): Token<string> {
    return this.#variable.set(value);
  }

  lookInto(): unknown {
    const value = this.context.get(this.#variable, "nothing");
    return [this.context.has(this.#variable), value, this.context.size];
  }

  /** Refused where somebody is inside: this very code, or a task that steps there. */
  run(label: string, fails: boolean): string {
    return this.context.run(() => this.#inside(label, fails));
  }

  runTwice(label: string): unknown {
    try {
      return this.context.run(() => this.run(label, false));
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      return error;
    }
  }

  #inside(label: string, fails: boolean): string {
    this.#say(label, this.#variable.get("nothing"));
    this.#variable.set(label);
    if (fails) throw new RangeError(label);
    return label;
  }
}
