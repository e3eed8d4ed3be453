// When a loop runs: iterations, one after another, in turns that the host gives it.
// Not here: what users schedule and how a run begins for them (loop.ts), the timers (timers.ts).
// Invariant: #runOnce is the one place where callbacks run, and it runs those that were ready when it began.

import {
  type AbstractEventLoop,
  type Runnable,
  setExecutingLoop,
  setRunning,
  type TimerHandle,
} from "./events.ts";
import type { Host } from "./host.ts";
import { Inspectable } from "./inspectable.ts";
import { ReadyQueue } from "./ready.ts";
import { beginTurn, endTurn, runStored } from "./stores.ts";
import { Timers } from "./timers.ts";

/** For how many seconds callbacks may follow one another before the host gets its turn. */
const HOST_TURN_EVERY = 0.001;
/**
 * Callbacks are counted. Each time that all bits of a mask are 0 in this count, the clock is asked whether the host is
 * owed a turn. The mask grows while callbacks are short, up to this one: every 32nd callback.
 */
const LONGEST_LOOK_MASK = 0x1f;
/** The longest mask where promises follow one another: a promise takes much longer than a look at the clock. */
const PROMISES_LOOK_MASK = 0x3;

/** A run that has begun: how to settle its promise, and what to call at its end. */
interface Run {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
  readonly release: (() => void) | undefined;
}

export abstract class Turns extends Inspectable {
  /** In debug mode, callbacks and steps that take longer than this are logged. Seconds. */
  slowCallbackDuration = 0.1;

  readonly #host: Host;
  readonly #timers = new Timers();
  readonly #ready = new ReadyQueue();
  /** How many at the head of the queue are still to be run in this iteration. */
  #batch = 0;
  /** A task that has paused in mid-step to give the host its turn: it goes on before anything else. */
  #paused: Runnable | undefined;

  #run: Run | undefined;
  #stopping = false;
  #inTurn = false;
  #turnRequested = false;
  #hostTurnDue = 0;
  /** Whether the last look at the clock has found that the host is owed a turn, until the host has had it. */
  #owesHostTurn = false;
  #looks = 0;
  #lookMask = 0;
  #alarm: { when: number; cancel: () => void } | undefined;
  #debug = false;
  /** What runs now; known in debug mode only. */
  protected executing: Runnable | undefined;

  constructor(host: Host) {
    super();
    this.#host = host;
  }

  /** The loop's monotonic clock, in seconds. Mirrors `loop.time`. */
  time(): number {
    return this.#host.now();
  }

  /** Ends the run after the current iteration; what is scheduled stays for the next run. Mirrors `loop.stop`. */
  stop(): void {
    this.#stopping = true;
    if (!this.#inTurn && this.#run !== undefined) this.#requestTurn();
  }

  /** Whether the loop has been started and not yet stopped. Mirrors `loop.is_running`. */
  isRunning(): boolean {
    return this.#run !== undefined;
  }

  /** Whether debug mode is on. Mirrors `loop.get_debug`. */
  getDebug(): boolean {
    return this.#debug;
  }

  /** Turns debug mode on or off. Mirrors `loop.set_debug`. */
  setDebug(enabled: boolean): void {
    this.#debug = enabled;
  }

  /** @internal */
  _timerCancelled(): void {
    this.#timers.noteCancelled();
  }

  /** @internal */
  _owesHostTurn(): boolean {
    return this.#host.now() >= this.#hostTurnDue;
  }

  /**
   * @internal Calls `settle`, in a microtask of the host. When the loop is idle, what `settle` makes ready runs in
   * this same microtask, as an async function would go on in it.
   */
  _runAtOnce(settle: () => void): void {
    const isIdle = this.#run !== undefined && !this.#inTurn && !this.#turnRequested && !this.#owesHostTurn;
    // What becomes ready need not ask for a turn: this microtask is one.
    this.#turnRequested ||= isIdle;
    settle();
    if (!isIdle) return;
    this.#lookMask &= PROMISES_LOOK_MASK;
    this.#turn(true);
  }

  /** @internal */
  _pause(runnable: Runnable): void {
    this.#paused = runnable;
  }

  /** @internal */
  _scheduleInOrder(runnables: readonly Runnable[]): void {
    for (const runnable of runnables) asLoop(this)._schedule(runnable);
  }

  /** Puts a runnable at the end of the queue. */
  protected enqueue(runnable: Runnable): void {
    this.#ready.push(runnable);
    if (!this.#inTurn && this.#run !== undefined) this.#requestTurn();
  }

  protected addTimer(handle: TimerHandle): void {
    this.#timers.push(handle);
    if (!this.#inTurn && this.#run !== undefined) this.#setAlarm();
  }

  /** Drops all that is ready, and all timers. */
  protected drop(): void {
    this.#ready.clear();
    this.#timers.clear();
  }

  /** Calls `callback` in a turn of the host to come. */
  protected afterHostTurn(callback: () => void): void {
    this.#host.soon(callback);
  }

  /** Begins a run and gives the promise of its end; `release` is called when it ends. */
  protected start(release?: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#run = { resolve, reject, release };
      this.#beginHostTurn();
      this.#requestTurn();
    });
  }

  /** Ends the run. Its promise is rejected if a reason is given. */
  protected finish(...reason: [unknown?]): void {
    const run = this.#run;
    this.#run = undefined;
    this.#stopping = false;
    this.#alarm?.cancel();
    this.#alarm = undefined;
    setRunning(asLoop(this), false);
    run?.release?.();
    if (reason.length === 0) run?.resolve();
    else run?.reject(reason[0]);
  }

  #beginHostTurn(): void {
    this.#hostTurnDue = this.#host.now() + HOST_TURN_EVERY;
    this.#owesHostTurn = false;
  }

  /** Asks for a microtask, the fast way back into the loop or, where the host is owed a turn, for a macrotask. */
  #requestTurn(): void {
    if (this.#turnRequested) return;
    if (this._owesHostTurn()) return this.#requestHostTurn();
    this.#turnRequested = true;
    queueMicrotask(this.#onTurn);
  }

  readonly #onHostTurn = () => {
    this.#beginHostTurn();
    this.#onTurn();
  };

  readonly #onTurn = () => this.#turn(false);

  #turn(once: boolean): void {
    this.#turnRequested = false;
    if (this.#run === undefined) return;
    const previous = setExecutingLoop(asLoop(this));
    this.#inTurn = true;
    beginTurn();
    try {
      this.#iterate(once);
    } catch (error) {
      this.#batch = 0; // What is left of the batch stays in the queue, for the next run.
      this.finish(error);
    } finally {
      endTurn();
      this.#inTurn = false;
      setExecutingLoop(previous);
    }
  }

  /**
   * Iteration after iteration, until there is nothing to do, the host is owed a turn, or the loop is stopped; or
   * `once`, where other microtasks are waiting that may make more ready for the next.
   */
  #iterate(once: boolean): void {
    for (;;) {
      const complete = this.#runOnce();
      if (complete && this.#stopping) return this.finish();
      if (!complete || this.#timeIsUp()) break;
      if (this.#ready.length === 0 && !this.#timerIsDue()) break;
      if (once) return this.#requestTurn();
    }
    if (this.#paused !== undefined || this.#ready.length > 0) return this.#requestHostTurn();
    this.#setAlarm();
    if (this.isIdle()) this.onIdle();
  }

  /** Called at the end of a turn that leaves nothing to do: a test's loop looks for deadlocks then. */
  protected onIdle(): void {}

  /** Whether a run is under way in which nothing is ready and no timer will ever be due. */
  protected isIdle(): boolean {
    if (this.#run === undefined || this.#turnRequested || this.#ready.length > 0) return false;
    return (this.#timers.head()?.when() ?? Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY;
  }

  /** Looks at the clock only now and then, because asking it costs as much as a short callback. */
  #timeIsUp(): boolean {
    return (this.#looks & this.#lookMask) === 0 && this.#look();
  }

  /** The longer callbacks take, the fewer of them pass before the next look. */
  #look(): boolean {
    const isUp = this._owesHostTurn();
    this.#owesHostTurn = isUp;
    this.#lookMask = isUp ? this.#lookMask >> 1 : Math.min((this.#lookMask << 1) | 1, LONGEST_LOOK_MASK);
    return isUp;
  }

  #requestHostTurn(): void {
    this.#turnRequested = true;
    this.#host.soon(this.#onHostTurn);
  }

  /** One iteration, or the rest of one that was broken off for the host's sake. Returns whether it is complete. */
  #runOnce(): boolean {
    if (this.#paused === undefined && this.#batch === 0) this.#beginBatch();
    if (this.#paused !== undefined) {
      const paused = this.#paused;
      this.#paused = undefined;
      this.#execute(paused);
    }
    while (this.#paused === undefined && this.#batch > 0) {
      this.#batch--;
      this.#execute(this.#ready.shift());
      this.#looks++;
      if (this.#timeIsUp()) break;
    }
    return this.#paused === undefined && this.#batch === 0;
  }

  /** Due timers come after what is ready already, as in asyncio. */
  #beginBatch(): void {
    if (this.#timers.length > 0) {
      const now = this.time();
      for (let handle = this.#timers.popDue(now); handle !== undefined; handle = this.#timers.popDue(now)) {
        this.#ready.push(handle);
      }
    }
    this.#batch = this.#ready.length;
    if (this.#batch > 1) this.onBatch(this.#ready);
  }

  /** Called when the runnables of an iteration are in the queue: a test's loop puts them into another order. */
  protected onBatch(_ready: ReadyQueue): void {}

  #execute(runnable: Runnable): void {
    if (!this.#debug) return runStored(runnable);
    const start = this.time();
    this.executing = runnable;
    try {
      runStored(runnable);
    } finally {
      this.executing = undefined;
    }
    const seconds = this.time() - start;
    if (seconds >= this.slowCallbackDuration)
      console.warn(`Executing ${runnable} took ${seconds.toFixed(3)} seconds`);
  }

  #timerIsDue(): boolean {
    const head = this.#timers.head();
    return head !== undefined && head.when() <= this.time();
  }

  #setAlarm(): void {
    const when = this.#timers.head()?.when();
    if (when === this.#alarm?.when) return;
    this.#alarm?.cancel();
    this.#alarm = undefined;
    if (when === undefined) return;
    const cancel = this.#host.at(when, () => {
      this.#alarm = undefined;
      this.#onHostTurn();
    });
    this.#alarm = { when, cancel };
  }
}

/** EventLoop is the one class that extends Turns. */
function asLoop(turns: Turns): AbstractEventLoop {
  return turns as unknown as AbstractEventLoop;
}
