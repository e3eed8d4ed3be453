/**
 * A hundred random programs: one stream of numbers decides what every actor does next, so the first step
 * that is taken out of turn changes everything after it.
 */

import {
  CancelledError,
  createTask,
  currentTask,
  FIRST_COMPLETED,
  gather,
  getRunningLoop,
  shield,
  sleep,
  type Task,
  timeout,
  wait,
  waitFor,
} from "tsyncio";
import { kind, type Trace, within } from "../conformance.ts";

class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed + 1;
  }

  below(n: number): number {
    this.#state = (this.#state * 48271) % 2147483647;
    return Math.floor(this.#state / 7) % n;
  }
}

type Act = (number: number, depth: number) => Promise<unknown>;

class World {
  static MAX_TASKS = 25;

  readonly trace: Trace;
  readonly random: Random;
  readonly tasks: Task<number>[] = [];

  constructor(trace: Trace, seed: number) {
    this.trace = trace;
    this.random = new Random(seed);
  }

  spawn(): Task<number> | undefined {
    if (this.tasks.length === World.MAX_TASKS) return undefined;
    const number = this.tasks.length;
    const task = createTask(this.actor(number, 2), { name: `task ${number}` });
    this.tasks.push(task);
    return task;
  }

  /** A task that the numbered one may await: only younger ones, so that nobody waits in a circle. */
  laterThan(number: number): Task<number> | undefined {
    const younger = this.tasks.slice(number + 1);
    return younger.length > 0 ? younger[this.random.below(younger.length)] : this.spawn();
  }

  async actor(number: number, depth: number): Promise<number> {
    const steps = 1 + this.random.below(4);
    for (let step = 0; step < steps; step++) {
      const [name, act] = this.acts[this.random.below(this.acts.length)] as [string, Act];
      try {
        this.trace(`${number}.${depth}.${step} ${name}`, await act.call(this, number, depth));
      } catch (error) {
        if (error instanceof CancelledError) {
          this.trace(`${number}.${depth}.${step} ${name} cancelled`, error);
          if (this.random.below(3) > 0) throw error;
          this.trace("swallowed", currentTask()?.uncancel());
        } else {
          this.trace(`${number}.${depth}.${step} ${name} failed`, kind(error));
        }
      }
    }
    if (this.random.below(6) === 0) throw new RangeError(`end of ${number}`);
    return number;
  }

  delay(): number {
    return this.random.below(4) / 2;
  }

  async sleeps(): Promise<string> {
    return await sleep(this.delay(), "slept");
  }

  async spawns(): Promise<string | undefined> {
    return this.spawn()?.getName();
  }

  async cancels(number: number): Promise<unknown> {
    const victim = this.tasks[this.random.below(this.tasks.length)] as Task<number>;
    return [victim.getName(), victim.cancel(`by ${number}`), victim.cancelling()];
  }

  async awaits(number: number): Promise<number | undefined> {
    const task = this.laterThan(number);
    return task && (await task);
  }

  async shields(number: number): Promise<number | undefined> {
    const task = this.laterThan(number);
    return task && (await shield(task));
  }

  async calls(number: number, depth: number): Promise<number | string> {
    return depth > 0 ? await this.actor(number, depth - 1) : "too deep";
  }

  async limits(number: number, depth: number): Promise<number | string> {
    return await waitFor(this.calls(number, depth), this.delay());
  }

  async timesOut(number: number, depth: number): Promise<number | string | undefined> {
    return await within(timeout(this.delay()), () => this.calls(number, depth));
  }

  async gathers(number: number): Promise<unknown> {
    const [first, second] = [this.laterThan(number), this.laterThan(number)];
    if (!first || !second) return undefined;
    if (this.random.below(2) === 0) return await gather({ returnExceptions: true }, first, second);
    return await gather(first, second);
  }

  async waits(number: number): Promise<unknown> {
    const younger = this.tasks.slice(number + 1);
    if (younger.length === 0) return undefined;
    const [done, pending] = await wait(younger, { timeout: this.delay(), returnWhen: FIRST_COMPLETED });
    return [new Set([...done].map((task) => task.getName())), pending.size];
  }

  readonly acts: [name: string, act: Act][] = [
    ["sleeps", this.sleeps],
    ["sleeps", this.sleeps],
    ["spawns", this.spawns],
    ["spawns", this.spawns],
    ["cancels", this.cancels],
    ["awaits", this.awaits],
    ["shields", this.shields],
    ["calls", this.calls],
    ["limits", this.limits],
    ["times_out", this.timesOut],
    ["gathers", this.gathers],
    ["waits", this.waits],
  ];
}

function outcome(task: Task<number>): unknown {
  return task.cancelled() || task.exception() || task.result();
}

export async function main(trace: Trace): Promise<void> {
  getRunningLoop().setExceptionHandler((_, context) => {
    // When an exception counts as never retrieved, or a task as destroyed, is up to the garbage collector.
    if (!/never retrieved|destroyed/.test(context.message)) trace("handler", context.exception);
  });
  for (let seed = 0; seed < 100; seed++) {
    const world = new World(trace, seed);
    trace("seed", seed);
    world.spawn();
    for (;;) {
      const pending = world.tasks.filter((task) => !task.done());
      if (pending.length === 0) break;
      await wait(pending);
    }
    trace("outcomes", world.tasks.map(outcome));
  }
}
