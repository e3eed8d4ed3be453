/** A random program: the text of a CommonJS module whose `main` gives what it wrote to its log. */
import { Choices } from "./choices.ts";
import type { ProgramState, Scope } from "./scope.ts";
import { statements } from "./statements.ts";

/** One program, as a file would hold it. */
export interface Program {
  readonly filename: string;
  readonly source: string;
}

/** The program of a seed; always the same one. */
export function randomProgram(seed: number): Program {
  const choose = new Choices(seed);
  const typed = choose.percent(50);
  const openEnds = choose.percent(25) ? 40 : 0;
  const program: ProgramState = { choose, typed, openEnds, names: 0 };
  const body = statements(scopeOf(program, 3 + choose.below(3)), 5);
  return { filename: typed ? "random.cts" : "random.cjs", source: moduleOf(body) };
}

/** What the program's own error is, is part of what it does. */
function moduleOf(body: string): string {
  return `"use strict";
exports.main = async function main() {
try {
${body}
} catch (failure) {
log("main: " + nameOf(failure));
}
return entries();
};
`;
}

function scopeOf(program: ProgramState, depth: number): Scope {
  return {
    program,
    async: true,
    yields: "no",
    self: false,
    owned: true,
    derived: false,
    returns: false,
    variables: [],
    fixed: new Set(),
    callables: [],
    labels: [],
    inLoop: false,
    inSwitch: false,
    depth,
  };
}
