/**
 * What programs import in the place of "tsyncio" here: the same, but locks, semaphores, barriers and queues tell in
 * the end what has become of them, and a task is cancelled at one of its suspensions. The twin of cancelling.py.
 */

import * as tsyncio from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";

export * from "tsyncio";

/** Just after the suspension of that number (the first is 1), or before the task goes on after it. */
export type When = "after it was suspended" | "before it goes on";
/** Which task, in the order they were made; at which suspension. */
export type Point = readonly [task: number, suspension: number, when: When];

type AnyTask = tsyncio.Task<unknown>;

/** What is known of the run under way. */
class Run {
  readonly point: Point | undefined;
  readonly tasks: AnyTask[] = [];
  readonly suspensions: number[] = [];
  readonly resources: [kind: string, state: () => string][] = [];
  /** A task whose step was broken off for the host's sake: that is no suspension. */
  paused: unknown;

  constructor(point?: Point) {
    this.point = point;
  }

  number(task: AnyTask): number {
    const known = this.tasks.indexOf(task);
    if (known >= 0) return known;
    this.suspensions.push(0);
    return this.tasks.push(task) - 1;
  }

  strike(task: AnyTask, when: When): void {
    const number = this.number(task);
    const [at, suspension, then] = this.point ?? [];
    if (at === number && suspension === this.suspensions[number] && then === when) task.cancel();
  }
}

let current = new Run();

/** Begins a run that is cancelled at a point. */
export function beginRun(point?: Point): void {
  current = new Run(point);
}

/** What is left after it. */
export function endRun() {
  return {
    suspensions: current.suspensions,
    resources: current.resources.map(([kind, state]) => [kind, state()] as const),
    pending: current.tasks.filter((task) => !task.done()).length,
  };
}

// The steps of a task are the runtime's own business: its types do not tell of them.
interface Steps {
  _run(this: AnyTask): void;
}
const { _run: step } = tsyncio.Task.prototype as unknown as Steps;

class CancelledTask<T> extends tsyncio.Task<T> {}
Object.assign(CancelledTask.prototype, {
  _run(this: AnyTask) {
    // An eager task that begins is not known yet: nobody could have cancelled it before.
    const begins = !current.tasks.includes(this);
    const number = current.number(this);
    if (current.paused === this) current.paused = undefined;
    else if (!begins) current.strike(this, "before it goes on");
    step.call(this);
    if (this.done() || current.paused === this) return;
    current.suspensions[number] = (current.suspensions[number] ?? 0) + 1;
    current.strike(this, "after it was suspended");
  },
} satisfies Steps);

/** A virtual loop whose tasks are watched. */
export function makeLoop(): VirtualEventLoop {
  const loop = new VirtualEventLoop();
  loop.setTaskFactory((of, coro, options) => {
    const task = new CancelledTask(coro, { ...options, loop: of });
    current.number(task as AnyTask);
    return task;
  });
  const pausing = loop as unknown as { _pause(task: unknown): void };
  const pause = pausing._pause.bind(loop);
  pausing._pause = (task) => {
    current.paused = task;
    pause(task);
  };
  return loop;
}

function track(kind: string, resource: object): void {
  const inBrackets = () => /\[(.*?)\]/.exec(String(resource))?.[1] ?? "";
  current.resources.push([kind, inBrackets]);
}

export class Lock extends tsyncio.Lock {
  constructor() {
    super();
    track("Lock", this);
  }
}

export class Event extends tsyncio.Event {
  constructor() {
    super();
    track("Event", this);
  }
}

export class Condition extends tsyncio.Condition {
  constructor(lock?: tsyncio.Lock) {
    super(lock);
    track("Condition", this);
  }
}

export class Semaphore extends tsyncio.Semaphore {
  constructor(value?: number) {
    super(value);
    track("Semaphore", this);
  }
}

export class BoundedSemaphore extends tsyncio.BoundedSemaphore {
  constructor(value?: number) {
    super(value);
    track("BoundedSemaphore", this);
  }
}

export class Barrier extends tsyncio.Barrier {
  constructor(parties: number) {
    super(parties);
    track("Barrier", this);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what TypeScript asks of a mixin's base
type AnyQueue = new (...args: any[]) => tsyncio.Queue<any>;

function counted<Base extends AnyQueue>(base: Base) {
  return class extends base {
    #in = 0;
    #out = 0;
    #dropped = 0;

    // biome-ignore lint/suspicious/noExplicitAny: as above
    constructor(...args: any[]) {
      super(...args);
      const state = () => `in:${this.#in}, out:${this.#out}, dropped:${this.#dropped}, left:${this.qsize()}`;
      current.resources.push(["Queue", state]);
    }

    override putNowait(item: unknown): void {
      super.putNowait(item);
      this.#in++;
    }

    override getNowait(): unknown {
      const item = super.getNowait();
      this.#out++;
      return item;
    }

    override shutdown(immediate = false): void {
      if (immediate) this.#dropped += this.qsize();
      super.shutdown(immediate);
    }
  };
}

export const Queue = counted(tsyncio.Queue);
export const PriorityQueue = counted(tsyncio.PriorityQueue);
export const LifoQueue = counted(tsyncio.LifoQueue);
