import { CancelledError, createTask, gather, sleep, type Task } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Latest {
  readonly trace: Trace;
  task: Task<string> | undefined;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  request(text: string): Task<string> {
    if (this.task !== undefined) this.trace("replaces", this.task.cancel(`replaced by ${text}`));
    this.task = createTask(this.search(text), { name: text });
    return this.task;
  }

  async search(text: string): Promise<string> {
    try {
      await sleep(0.5);
      this.trace("searches", text);
      await sleep(2);
      return `found ${text}`;
    } catch (error) {
      if (error instanceof CancelledError) this.trace("drops", text, error);
      throw error;
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  const latest = new Latest(trace);
  const tasks: Task<string>[] = [];
  for (const [text, pause] of [
    ["t", 0.25],
    ["ts", 0.75],
    ["tsy", 0],
    ["tsyn", 3],
    ["tsync", 1],
  ] as const) {
    tasks.push(latest.request(text));
    await sleep(pause);
  }
  const results = await gather({ returnExceptions: true }, ...tasks);
  trace(
    "results",
    results.filter((result) => typeof result === "string"),
  );
  trace(
    "outcomes",
    tasks.map((task) => [task.getName(), task.cancelled()]),
  );
}
