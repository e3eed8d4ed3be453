/**
 * Where a program may be cancelled, and what must hold after it. Nothing here runs a program.
 */

import type { TraceEvent } from "../conformance/programs/conformance.ts";
import type { Point } from "./programs/tracked.ts";

/** What a run has traced, and what it has left. */
export interface Outcome {
  readonly trace: readonly TraceEvent[];
  /** How often each task was suspended. */
  readonly suspensions: readonly number[];
  /** In what state the locks, semaphores, barriers and queues are. */
  readonly resources: readonly (readonly [kind: string, state: string])[];
  /** How many tasks are not done. */
  readonly pending: number;
}

/** Every suspension of every task, before and after it; and before a task has begun. */
export function pointsOf({ suspensions }: Outcome): Point[] {
  return begun(suspensions).flatMap((count, task) => [
    [task, 0, "before it goes on"] as const,
    ...Array.from({ length: count }, (_, n) => n + 1).flatMap((suspension): Point[] => [
      [task, suspension, "after it was suspended"],
      [task, suspension, "before it goes on"],
    ]),
  ]);
}

/** Without the tasks by which a run is closed, which are not the same on both sides: they come last and never wait. */
function begun(suspensions: readonly number[]): number[] {
  let end = suspensions.length;
  while (end > 0 && suspensions[end - 1] === 0) end--;
  return suspensions.slice(0, end);
}

/** At most so many of them, evenly spread. */
export function sample<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, n) => items[Math.floor((n * items.length) / most)] as T);
}

/** An outcome as one list, so that two can be compared line by line. */
export function asTrace({ trace, suspensions, resources, pending }: Outcome): TraceEvent[] {
  return [
    ...trace,
    ...resources.map(([kind, state]): TraceEvent => [null, "resource", kind, state]),
    [null, "tasks pending", pending],
    [null, "suspensions", begun(suspensions)],
  ];
}

/** What is lost or held: tasks that are not done, locks that are not free, items that are nowhere. */
export function held({ resources, pending }: Outcome): string[] {
  const tasks = pending > 0 ? [`${pending} tasks are pending`] : [];
  return [
    ...tasks,
    ...resources.filter(([kind, state]) => !isFree(kind, state)).map(([kind, state]) => `${kind}: ${state}`),
  ];
}

function isFree(kind: string, state: string): boolean {
  if (kind === "Queue") {
    const [put = 0, taken = 0, dropped = 0, left = 0] = (state.match(/\d+/g) ?? []).map(Number);
    return put === taken + dropped + left;
  }
  if (kind === "Barrier") return state === "broken" || state.includes("waiters:0/");
  return !state.includes("waiters") && (kind === "Event" || !/^locked/.test(state));
}
