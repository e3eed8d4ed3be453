// What every host builds and runs: the program prints one line a chapter, the same lines everywhere.
import { createTask, run, sleep, type Task, TimeoutError, timeout } from "tsyncio";
import { even } from "./even.ts";
import { legend } from "./legend.js";
import { collect, firstOf } from "./market.ts";
import { type Measured, Square } from "./shapes.ts";

async function shapes(): Promise<unknown[]> {
  const square: Measured = await Square.make(3);
  return ["shapes", await square.area(), await square.scaled(2), Square.made];
}

/** Is cancelled while it sleeps, cleans up, and swallows nothing. */
async function worker(log: string[]): Promise<void> {
  try {
    await sleep(60);
  } catch (error) {
    log.push(`swallowed ${error}`);
  } finally {
    log.push("cleaned up");
  }
}

async function cancellation(): Promise<unknown[]> {
  const log: string[] = [];
  const task: Task<void> = createTask(worker(log));
  await sleep(0);
  task.cancel();
  await sleep(0);
  return ["cancellation", ...log, task.cancelled()];
}

async function deadline(): Promise<unknown[]> {
  try {
    await using _ = timeout(0.01);
    await sleep(60);
  } catch (error) {
    return ["deadline", error instanceof TimeoutError];
  }
  return ["deadline", "never came"];
}

const chapters = [
  shapes,
  cancellation,
  deadline,
  async () => ["cycle", await even(10), await even(7)],
  async () => ["market", ...(await collect(["pears", "plums"]))],
  async () => ["generator", ...(await firstOf(["figs", "pears", "plums"]))],
  async () => ["legend", await legend("here")],
];

async function main(): Promise<void> {
  for (const chapter of chapters) console.log(JSON.stringify(await chapter()));
}

run(main());
