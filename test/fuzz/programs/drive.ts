/**
 * Runs a random program to its end, also where an interrupt or a stop leaves the loop: the twin of drive.py.
 */

import { type ExceptionContext, Runner, run, type Task } from "tsyncio";
import { VirtualEventLoop } from "tsyncio/testing";
import type { Trace } from "../../conformance/programs/conformance.ts";
import { show } from "./show.ts";

type Main = (trace: Trace) => Promise<unknown>;
type Driver = (trace: Trace, main: Main, debug: boolean, make: () => VirtualEventLoop) => Promise<void>;

/** Tells the program what no handler took. */
export class Loop extends VirtualEventLoop {
  readonly #trace: Trace;
  /** So many of the next tasks are not the program's. */
  aside = 0;

  constructor(trace: Trace) {
    super();
    this.#trace = trace;
  }

  override defaultExceptionHandler(context: ExceptionContext): void {
    if (!isLeftOut(context)) this.#trace("default handler", show(context.exception));
  }

  override async shutdownAsyncgens(): Promise<void> {
    this.aside = Number.POSITIVE_INFINITY;
    await super.shutdownAsyncgens();
  }
}

/**
 * When a task or an exception is given up is for the garbage collector to say; and what a TaskGroup has no place for
 * beside an interrupt is reported here, as by Python 3.15, and dropped by 3.14. Of an async generator whose closing is broken
 * off Python knows no more.
 */
export function isLeftOut({ message, task }: ExceptionContext): boolean {
  if (task?.getName() === "aside") return true;
  const words = ["never retrieved", "destroyed", "was scheduled after", "TaskGroup is not thrown"];
  return words.some((each) => message.includes(each));
}

const drivers: Record<string, Driver> = { run: byRun, runner: byRunner, loop: byLoop };

/** `how` is by `run`, by a `Runner` or by a `loop`. */
export async function drive(trace: Trace, main: Main, how: string, debug: boolean): Promise<void> {
  "use native";
  await drivers[how]?.(trace, main, debug, () => new Loop(trace));
}

async function byRun(...[trace, main, debug, loopFactory]: Parameters<Driver>): Promise<void> {
  "use native";
  await run(main(trace), { debug, loopFactory });
}

async function byRunner(...[trace, main, debug, loopFactory]: Parameters<Driver>): Promise<void> {
  "use native";
  const runner = new Runner({ debug, loopFactory });
  const loop = runner.getLoop() as Loop;
  const task = loop.createTask(main(trace));
  await untilDone(trace, task, () => {
    loop.aside = 1;
    return runner.run(awaited(task));
  });
  await runner.close();
}

async function byLoop(...[trace, main, debug, make]: Parameters<Driver>): Promise<void> {
  "use native";
  const loop = make();
  loop.setDebug(debug);
  const task = loop.createTask(main(trace));
  await untilDone(trace, task, () => loop.runUntilComplete(task));
  await loop.runUntilComplete(loop.shutdownAsyncgens());
  await loop.runUntilComplete(loop.shutdownDefaultExecutor());
  loop.callSoon(() => loop.stop());
  await loop.runForever();
  trace("the loop", loop.isRunning(), loop.getDebug());
  loop.close();
  trace("the loop is closed", loop.isClosed());
}

async function awaited(task: Task<unknown>): Promise<unknown> {
  return await task;
}

async function untilDone(trace: Trace, task: Task<unknown>, run: () => Promise<unknown>): Promise<void> {
  "use native";
  // So often may the loop be left: nothing runs for ever.
  for (let runs = 0; runs < 200 && !task.done(); runs++) {
    try {
      await run();
    } catch (error) {
      trace("left the loop", show(error));
    }
  }
}
