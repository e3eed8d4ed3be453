// explore: the same program under many schedules, and the smallest deviation that makes it fail.
// Not here: the virtual clock that it runs on (virtual.ts).
// Invariant: the callbacks of one Future keep their order, and what a schedule is told by alone decides what runs.

import type { Runnable } from "../events.ts";
import { textOf } from "../exceptions.ts";
import { requireKnownOptions } from "../options.ts";
import type { ReadyQueue } from "../ready.ts";
import { type CoroutineLike, Task } from "../tasks.ts";
import { runApart, VirtualEventLoop } from "./virtual.ts";

/**
 * Where a run departs from first in, first out: at the choice of that number (the first is 1), so many of those
 * that could run are passed over.
 */
export type Schedule = Readonly<Record<number, number>>;

/** Options of `explore`. */
export interface ExploreOptions {
  /** How many seeds, from 1, or which; 100 unless given. */
  readonly seeds?: number | Iterable<number> | undefined;
  /** Runs this one schedule instead. */
  readonly replay?: Schedule | undefined;
}

/** What `explore` has done. */
export interface Exploration {
  /** How many different schedules have been run. */
  readonly schedules: number;
}

/** So many runs at most are spent on making a failing schedule smaller. */
const MAX_TRIALS = 1000;

/**
 * The error of a program under a schedule: `cause` is what it threw.
 *
 * @example
 * ```ts
 * import { sleep } from "tsyncio";
 * import { explore, ScheduleError } from "tsyncio/testing";
 * async function main() {
 *   await sleep(1);
 *   throw new Error("whatever comes first");
 * }
 * const error = await explore(main).catch((error: unknown) => error);
 * error instanceof ScheduleError && [error.seed, error.schedule]; // -> [undefined, {}]
 * ```
 */
export class ScheduleError extends Error {
  /** The seed whose schedule failed; undefined where none was needed: in the ordinary order, or in a replay. */
  readonly seed: number | undefined;
  /** As few deviations as are needed for it to fail: what `replay` takes. */
  readonly schedule: Schedule;

  /** @internal */
  constructor(seed: number | undefined, failure: Failure) {
    const { deviations, cause } = failure;
    const schedule = Object.fromEntries(deviations.map(({ choice, passedOver }) => [choice, passedOver]));
    super(describe(seed, schedule, failure), { cause });
    this.name = "ScheduleError";
    this.seed = seed;
    this.schedule = schedule;
  }
}

/** A choice that was not for the first in the queue. */
interface Deviation {
  readonly choice: number;
  readonly passedOver: number;
  /** What ran before what. */
  readonly text: string;
}

interface Failure {
  readonly deviations: readonly Deviation[];
  readonly cause: unknown;
}

/** Answers how many of `eligible` are passed over at a choice. */
type Chooser = (choice: number, eligible: number) => number;

/** A loop whose iterations run what is ready in an order that a chooser says. */
class ExploringEventLoop extends VirtualEventLoop {
  readonly deviations: Deviation[] = [];
  readonly #choose: Chooser;
  #choices = 0;
  /** Those that one Future has scheduled together: they keep their order. */
  readonly #groups = new Map<Runnable, object>();

  constructor(choose: Chooser) {
    super();
    this.#choose = choose;
  }

  override _scheduleInOrder(runnables: readonly Runnable[]): void {
    const group = {};
    for (const runnable of runnables) this.#groups.set(runnable, group);
    super._scheduleInOrder(runnables);
  }

  /** What settles together is to be ready together, so that it has an order to choose. */
  override _runAtOnce(settle: () => void): void {
    settle();
  }

  protected override onBatch(ready: ReadyQueue): void {
    const left = Array.from({ length: ready.length }, () => ready.shift());
    while (left.length > 0) ready.push(this.#next(left));
    this.#groups.clear();
  }

  #next(left: Runnable[]): Runnable {
    const eligible = left.filter((runnable, at) => !this.#follows(runnable, left.slice(0, at)));
    const next = eligible[eligible.length > 1 ? this.#pass(eligible) : 0] as Runnable;
    left.splice(left.indexOf(next), 1);
    return next;
  }

  /** Whether it must wait for one of those before it. */
  #follows(runnable: Runnable, before: readonly Runnable[]): boolean {
    const group = this.#groups.get(runnable);
    return group !== undefined && before.some((other) => this.#groups.get(other) === group);
  }

  #pass(eligible: readonly Runnable[]): number {
    const choice = ++this.#choices;
    const passedOver = Math.min(this.#choose(choice, eligible.length), eligible.length - 1);
    if (passedOver > 0) {
      const text = `${nameOf(eligible[passedOver])} before ${nameOf(eligible[0])}`;
      this.deviations.push({ choice, passedOver, text });
    }
    return passedOver;
  }
}

/** A task by the name that it was given; a Handle names its callback. */
function nameOf(runnable: Runnable | undefined): string {
  return runnable instanceof Task ? `task '${runnable.getName()}'` : String(runnable);
}

/**
 * Runs the same program under many schedules, on virtual time: what is ready in one iteration of the loop, timers
 * that are due together included, runs in an order that a seed says. First comes the ordinary order.
 *
 * asyncio promises that callbacks run first in, first out; a program that needs this for more than the callbacks of
 * one Future breaks easily, by an `await` more or less somewhere else. So the order is weakened here on purpose.
 *
 * `main` is called once for each schedule and must begin anew each time.
 * @returns a promise that rejects with ScheduleError: it names the seed, and the fewest deviations from the ordinary
 * order that were found to make `main` fail, and its `cause` is the error of `main`.
 * @throws TypeError when `main` is no function, RangeError when a seed is no whole number of 0 or more.
 *
 * @example
 * ```ts
 * import { createTask, sleep } from "tsyncio";
 * import { explore, ScheduleError } from "tsyncio/testing";
 * async function main() {
 *   const order: string[] = [];
 *   const note = async (word: string) => {
 *     await sleep(1);
 *     order.push(word);
 *   };
 *   const [a, b] = [createTask(note("a"), { name: "a" }), createTask(note("b"), { name: "b" })];
 *   await a;
 *   await b;
 *   if (order[0] !== "a") throw new Error("a comes first, I thought");
 * }
 * const error = await explore(main).catch((error: unknown) => error);
 * error instanceof ScheduleError && Object.keys(error.schedule).length; // -> 1
 * ```
 */
export async function explore(
  main: () => CoroutineLike<unknown>,
  options: ExploreOptions = {},
): Promise<Exploration> {
  if (typeof main !== "function")
    throw new TypeError(
      `explore() takes a function that gives a new coroutine for each run, not ${textOf(main)}`,
    );
  requireKnownOptions("explore()", options, ["seeds", "replay"]);
  const { seeds = 100, replay } = options;
  if (replay !== undefined) {
    await runOnce(main, (choice) => replay[choice] ?? 0, undefined);
    return { schedules: 1 };
  }
  const schedules = new Set([await runOnce(main, () => 0, undefined)]);
  for (const seed of seedsOf(seeds)) {
    schedules.add(await runOnce(main, choosingBy(seed), seed));
  }
  return { schedules: schedules.size };
}

function* seedsOf(seeds: number | Iterable<number>): Generator<number> {
  if (typeof seeds !== "number") for (const seed of seeds) yield requireSeed(seed);
  else for (let seed = 1; seed <= requireSeed(seeds); seed++) yield seed;
}

/** Any other number would be rounded, and so be another seed than was asked for. */
function requireSeed(seed: number): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new RangeError(`the seeds of explore() must be whole numbers >= 0, not ${textOf(seed)}`);
}

/** Runs one schedule and returns it as text. @throws ScheduleError, once the schedule has been made smaller. */
async function runOnce(main: () => CoroutineLike<unknown>, choose: Chooser, seed: number | undefined) {
  const { deviations, failure } = await attempt(main, choose);
  if (failure !== undefined) throw new ScheduleError(seed, await shrink(main, failure));
  return deviations.map(({ choice, passedOver }) => `${choice}:${passedOver}`).join();
}

async function attempt(main: () => CoroutineLike<unknown>, choose: Chooser) {
  const loop = new ExploringEventLoop(choose);
  const { deviations } = loop;
  try {
    await runApart(main, () => loop);
    return { deviations, failure: undefined };
  } catch (cause) {
    return { deviations, failure: { deviations, cause } satisfies Failure };
  }
}

/** Leaves out deviations, many at first and then single ones, as long as the same kind of error comes. */
async function shrink(main: () => CoroutineLike<unknown>, failure: Failure): Promise<Failure> {
  let smallest = failure;
  let trials = 0;
  for (let size = smallest.deviations.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < smallest.deviations.length && trials < MAX_TRIALS; trials++) {
      const kept = smallest.deviations.filter((_, n) => n < at || n >= at + size);
      const { failure } = await attempt(main, choosingAs(kept));
      if (failure !== undefined && isLike(failure.cause, smallest.cause)) smallest = failure;
      else at += size;
    }
  }
  return smallest;
}

/** Whether both are of one class: another error would be another story. */
function isLike(error: unknown, other: unknown): boolean {
  return (error as object | undefined)?.constructor === (other as object | undefined)?.constructor;
}

function choosingAs(deviations: readonly Deviation[]): Chooser {
  const passedOver = new Map(deviations.map((deviation) => [deviation.choice, deviation.passedOver]));
  return (choice) => passedOver.get(choice) ?? 0;
}

/** Numbers that look random and depend on the seed alone: mulberry32. */
function choosingBy(seed: number): Chooser {
  let state = seed | 0;
  return (_, eligible) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * eligible);
  };
}

function describe(seed: number | undefined, schedule: Schedule, { deviations, cause }: Failure): string {
  const lines = deviations.map(({ choice, text }) => `\n  at choice ${choice}: ${text}`);
  const order = lines.length === 0 ? "in the ordinary order" : "where the order is not first in, first out";
  const again = [
    `{ replay: ${JSON.stringify(schedule)} }`,
    ...(seed === undefined ? [] : [`{ seeds: [${seed}] }`]),
  ];
  return `main fails ${order}: ${cause}${lines.join("")}\n  again: ${again.map((options) => `explore(main, ${options})`).join(" or ")}`;
}
