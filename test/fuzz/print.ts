/**
 * Writes a program down, in Python and in TypeScript: what is printed is what is run.
 */

import { coroutines, futures, values } from "./expressions.ts";
import type { Form } from "./form.ts";
import type { Node, Program, Value } from "./program.ts";
import { statements } from "./statements.ts";

type Language = "python" | "typescript";

const FORMS = new Map([...futures, ...coroutines, ...values, ...statements].map((form) => [form.name, form]));

const WORDS: Readonly<Record<Language, ReadonlyMap<Value, string>>> = {
  python: new Map<Value, string>([
    [true, "True"],
    [false, "False"],
    [null, "None"],
  ]),
  typescript: new Map<Value, string>([[null, "undefined"]]),
};

/** The form that a node is of. */
export function formOf(node: Node): Form {
  return formNamed(node.form);
}

/** The form of a name. */
export function formNamed(name: string): Form {
  const form = FORMS.get(name);
  if (form === undefined) throw new Error(`there is no form ${name}`);
  return form;
}

/** Whether it may stand in loops only. */
export function leavesLoop({ name }: Form): boolean {
  return name === "break" || name === "continue";
}

/** The program in Python: `async def main(trace)`. */
export function toPython(program: Program): string {
  const functions = program.functions.map((body, n) =>
    [
      `    async def f${n}():`,
      "        if world.exhausted():",
      "            return",
      ...linesOf(body, "python", "        "),
    ].join("\n"),
  );
  return `# ${program.name}
import asyncio
import contextlib
from asyncio import BrokenBarrierError, InvalidStateError, QueueEmpty, QueueFull, QueueShutDown
from drive import drive
from errors import divide, group_of_errors
from exits import ExitError
from world import World


async def main(trace):
    world = World(trace, eager=${program.eager ? "True" : "False"})
    say = world.say

${functions.join("\n\n")}

    await world.finish(f0)


def script(trace):
    drive(trace, main, "${program.driver}", debug=${program.debug ? "True" : "False"})
`;
}

/** The program in TypeScript: `export async function main(trace)`. */
export function toTypeScript(program: Program): string {
  const functions = program.functions.map((body, n) =>
    [
      `  async function f${n}() {`,
      "    if (world.exhausted()) return;",
      ...linesOf(body, "typescript", "    "),
      "  }",
    ].join("\n"),
  );
  return `// ${program.name}
import {
  aclosing, asyncContextManager, AsyncExitStack, BaseExceptionGroup, BrokenBarrierError, CancelledError, ensureFuture,
  gather, InvalidStateError, KeyboardInterrupt, LookupError, QueueEmpty, QueueFull, QueueShutDown, RuntimeError, shield,
  sleep, SystemExit, TimeoutError, waitFor,
} from "tsyncio";
import { drive } from "./drive.js";
import { divide, groupOfErrors, isOrdinary, ValueError } from "./errors.js";
import { ExitError } from "./exits.js";
import { World } from "./world.js";

async function main(trace) {
  const world = new World(trace, ${program.eager});
  const { say } = world;

${functions.join("\n\n")}

  await world.finish(f0);
}

export function script(trace) {
  return drive(trace, main, "${program.driver}", ${program.debug});
}
`;
}

function linesOf(body: readonly Node[], language: Language, indent: string): string[] {
  if (body.length === 0 && language === "python") return [`${indent}pass`];
  return body.flatMap((node) => statement(node, language, indent));
}

function statement(node: Node, language: Language, indent: string): string[] {
  const lines = formOf(node)[language].split("\n");
  return lines.flatMap((line) => {
    const body = /^( *)\$body(\d)$/.exec(line);
    if (body) return linesOf(node.bodies[Number(body[2])] ?? [], language, indent + body[1]);
    const end = language === "typescript" && lines.length === 1 && !line.endsWith(";") ? ";" : "";
    return [indent + filled(line, node, language) + end];
  });
}

function expression(node: Node, language: Language): string {
  return filled(formOf(node)[language], node, language);
}

/** `$name` in a template: a part, the label or a value. */
function filled(template: string, node: Node, language: Language): string {
  return template.replaceAll(/\$(label|letter|callee|[a-z]+|\d)/g, (_, name: string) => {
    if (name === "label") return node.label;
    const part = node.parts[Number(name)];
    if (part !== undefined) return expression(part, language);
    const value = node.values[name];
    if (value === undefined) throw new Error(`the form ${node.form} has no ${name}`);
    return WORDS[language].get(value) ?? String(value);
  });
}
