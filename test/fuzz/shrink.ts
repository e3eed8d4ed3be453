/**
 * Makes a program that fails smaller, step by step, as long as it still fails.
 *
 * What fails is the caller's business; nothing here runs a program.
 */

import type { PartSort } from "./form.ts";
import { formOf, leavesLoop } from "./print.ts";
import { type Node, nodesOf, type Program, sizeOf } from "./program.ts";

/** The smallest program that is found to fail still, at the cost of at most `limit` trials. */
export async function shrink(
  program: Program,
  fails: (smaller: Program) => Promise<boolean>,
  limit = 2_000,
): Promise<Program> {
  let smallest = program;
  let trials = 0;
  for (let found = true; found && trials < limit; ) {
    found = false;
    for (const smaller of smallerThan(smallest)) {
      if (++trials > limit) break;
      if (!(await fails(smaller))) continue;
      smallest = smaller;
      found = true;
      break;
    }
  }
  return smallest;
}

/** Programs that are a little smaller, those that lose most first. */
function smallerThan(program: Program): Program[] {
  const smaller: Program[] = program.functions.flatMap((body, at) =>
    smallerBodies(body).map((other) => ({ ...program, functions: replaced(program.functions, at, other) })),
  );
  if (!callsLast(program)) smaller.push({ ...program, functions: program.functions.slice(0, -1) });
  if (program.eager) smaller.push({ ...program, eager: false });
  if (program.debug) smaller.push({ ...program, debug: false });
  if (program.driver !== "loop") smaller.push({ ...program, driver: "loop" });
  return smaller.sort((a, b) => sizeOf(a) - sizeOf(b));
}

/** Whether any node names the last function. */
function callsLast({ functions }: Program): boolean {
  const last = functions.length - 1;
  const names = (node: Node) => ["callee", "first", "second"].some((value) => node.values[value] === last);
  return last === 0 || functions.some((body) => [...nodesOf(body)].some(names));
}

function smallerBodies(body: readonly Node[]): (readonly Node[])[] {
  const empty = body.length > 1 ? [[]] : [];
  return [
    ...empty,
    ...body.flatMap((node, at) => [
      replaced(body, at),
      ...node.bodies.filter(staysInside).map((inner) => replaced(body, at, ...inner)),
      ...smallerNodes(node).map((other) => replaced(body, at, other)),
    ]),
  ];
}

/** Outside of its loop a `break` would be an error of syntax. */
function staysInside(body: readonly Node[]): boolean {
  return ![...nodesOf(body)].some((node) => leavesLoop(formOf(node)));
}

/** What may stand in the place of a node: itself with less in it. */
function smallerNodes(node: Node): Node[] {
  return [
    ...node.parts.flatMap((part, at) => {
      const fitting = part.parts.filter((inner) => fits(inner, formOf(node).parts[at]));
      return [...fitting, ...smallerNodes(part)].map((other) => ({
        ...node,
        parts: replaced(node.parts, at, other),
      }));
    }),
    ...node.bodies.flatMap((body, at) =>
      smallerBodies(body).map((other) => ({ ...node, bodies: replaced(node.bodies, at, other) })),
    ),
  ];
}

/** Of `waitFor(gather(a, b))`, `gather(a, b)` may be left. */
function fits(inner: Node, wanted: PartSort | undefined): boolean {
  const { sort } = formOf(inner);
  return sort === wanted || (wanted === "awaitable" && (sort === "future" || sort === "coroutine"));
}

function replaced<T>(list: readonly T[], at: number, ...others: readonly T[]): T[] {
  return [...list.slice(0, at), ...others, ...list.slice(at + 1)];
}
