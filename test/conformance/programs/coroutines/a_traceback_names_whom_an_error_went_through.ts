import {
  CancelledError,
  createTask,
  ExceptionGroup,
  gather,
  getRunningLoop,
  sleep,
  TaskGroup,
} from "tsyncio";
import type { Trace } from "../conformance.ts";

function names(error: Error): string[] {
  const known = [
    "helper",
    "failing",
    "middle",
    "outer",
    "waiting",
    "raisingAgain",
    "catching",
    "share",
    "sleep",
    "main",
  ];
  const calls = error.stack?.matchAll(/^ +at (?:async )?([\w$]+)/gm) ?? [];
  const python = (name: string) => name.replace("raisingAgain", "raising_again");
  return [...calls]
    .map(([, name = ""]) => name)
    .filter((name) => known.includes(name))
    .map(python);
}

function helper(): never {
  throw new RangeError("failed");
}

async function failing() {
  await sleep(0);
  helper();
}

async function middle() {
  try {
    await failing();
  } finally {
    await sleep(0);
  }
}

async function outer() {
  return await middle();
}

async function waiting() {
  await sleep(10);
}

async function raisingAgain() {
  try {
    await failing();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    await sleep(0);
    throw error;
  }
}

async function catching() {
  try {
    await sleep(0);
    helper();
  } catch (error) {
    return names(error as Error);
  }
}

async function share(awaitable: PromiseLike<unknown>) {
  await awaitable;
}

export async function main(trace: Trace): Promise<void> {
  async function attempt(label: string, awaitable: PromiseLike<unknown>) {
    try {
      await awaitable;
    } catch (error) {
      trace(label, names(error as Error));
    }
  }

  trace("caught at once", await catching());
  await attempt("coroutines", outer());
  await attempt("task", createTask(outer()));
  await attempt("thrown again", raisingAgain());

  let task = createTask(middle());
  await attempt("task of a task", createTask(share(task)));
  await attempt("gather", gather(outer(), sleep(1)));

  const future = getRunningLoop().createFuture<void>();
  future.setException(new RangeError("set"));
  await attempt("future", share(future));

  const [outcome] = await gather({ returnExceptions: true }, outer());
  trace("an outcome", names(outcome as Error));

  try {
    await using group = new TaskGroup();
    group.createTask(outer());
  } catch (errors) {
    if (!(errors instanceof ExceptionGroup)) throw errors;
    trace(
      "in a group",
      errors.errors.map((error) => names(error as Error)),
    );
  }

  task = createTask(waiting());
  await sleep(1);
  task.cancel();
  try {
    await share(task);
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    trace("cancelled", names(error));
  }
}
