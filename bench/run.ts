/**
 * `npm run bench [-- part of a title]`: the same source run natively, compiled by us, and compiled by TypeScript for ES2015.
 * Prints nanoseconds per operation (median, and the span of the middle half) and the ratio to native.
 */
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { createTask, Runner, sleep } from "tsyncio";
import { compileWorks } from "./compile.ts";
import { type Figures, measure, type Plan, type Sampler } from "./measure.ts";
import type { Kit } from "./works.ts";

const works = [
  { name: "awaitCoroutine", title: "await a coroutine that returns at once", operations: 1 },
  { name: "fibonacci", title: "fib(22), two awaits a call", operations: 57_313 },
  { name: "resumeDeep", title: "resume under 200 awaiting frames", operations: 1 },
  { name: "switchTasks", title: "switch between 1,000 tasks", operations: 1_000 },
  { name: "spawnAndJoin", title: "spawn and join a task", operations: 1 },
  { name: "callAndJoin", title: "the same beside a native call", operations: 1 },
  { name: "awaitSettled", title: "await a settled promise", operations: 1 },
  { name: "iterate", title: "pull an item of an async generator", operations: 1 },
  { name: "iterateShort", title: "for await over a generator of two items", operations: 1 },
] as const;

const nativeKit: Kit = {
  pause: () => undefined,
  spawn: (start) => new Promise((resolve) => queueMicrotask(() => resolve(start()))),
  call: (coro) => coro,
};
const ourKit: Kit = {
  pause: () => sleep(0),
  spawn: (start) => createTask(start()),
  call: (coro) => createTask(coro),
};
const plan: Plan = { repetitions: 15, sampleTime: 40, warmUp: 1000 };

const columns = ["work (ns per operation)", "tsyncio", "native", "__awaiter", "tsyncio/native"];
const widths = [40, 22, 22, 22, 14];

/** Each work in a process of its own: what one has taught the compiler would slow the next down, or speed it up. */
async function main(): Promise<void> {
  const chosen = works.find(({ name }) => name === process.env.TSYNCIO_BENCH);
  if (chosen !== undefined) return await measureOne(chosen);
  printRow(columns);
  for (const { name, title } of works) {
    if (!title.includes(process.argv[2] ?? "")) continue;
    const env = { ...process.env, TSYNCIO_BENCH: name };
    execFileSync(process.execPath, [import.meta.filename], { env, stdio: "inherit" });
  }
  console.log(
    `\nNode ${process.version}, ${availableParallelism()} cores, ${process.platform} ${process.arch}`,
  );
}

async function measureOne({ name, title, operations }: (typeof works)[number]): Promise<void> {
  const { ours, native, awaiter } = await compileWorks();
  const runner = new Runner();
  const rivals: Sampler[] = [
    (rounds) => runner.run(ours[name](rounds, ourKit) as Promise<unknown>),
    (rounds) => native[name](rounds, nativeKit),
  ];
  // Apart from the two, since it leaves a function and its hidden class behind at every call: whoever is measured
  // next would be charged with collecting them.
  const lowered: Sampler[] = [(rounds) => awaiter[name](rounds, nativeKit)];
  const figures = [...(await measure(rivals, plan)), ...(await measure(lowered, plan))];
  const [first, second] = figures;
  const ratio = (first?.median ?? Number.NaN) / (second?.median ?? Number.NaN);
  printRow([title, ...figures.map((figure) => show(figure, operations)), ratio.toFixed(2)]);
}

function show({ median, low, high }: Figures, operations: number): string {
  const [middle, from, to] = [median, low, high].map((nanoseconds) => Math.round(nanoseconds / operations));
  return `${middle} (${from}-${to})`;
}

function printRow(cells: readonly string[]): void {
  console.log(
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(""),
  );
}

await main();
