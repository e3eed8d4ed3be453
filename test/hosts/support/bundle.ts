/** What the tests of the plugins share: folders with a few source files, and the tsyncio of this build in them. */
import { execFileSync } from "node:child_process";

/** What a program prints; it may run for ten seconds. */
export function printed(file: string, ...flags: string[]): string {
  return execFileSync(process.execPath, [...flags, file], { encoding: "utf8", timeout: 10_000 });
}

/** A program of two modules that only runs right as coroutines: its task is cancelled while it sleeps. */
export const program = {
  "src/main.ts": `import { createTask, run, sleep } from "tsyncio";
import { work } from "./work.ts";
async function main(): Promise<void> {
  const task = createTask(work());
  await sleep(0);
  task.cancel();
  await sleep(0);
  console.log(task.cancelled(), "a marker in main");
}
run(main());
`,
  "src/work.ts": `import { sleep } from "tsyncio";
export const work = async (seconds: number = 60): Promise<void> => {
  try {
    await sleep(seconds);
  } finally {
    console.log("a marker in work");
  }
};
`,
};

export const programPrints = "a marker in work\ntrue a marker in main\n";
