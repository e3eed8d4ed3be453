/**
 * `npm run soak [-- --minutes 10] [--live 100000] [--leak]`: mixed load for a long time. Prints the rounds, and fails
 * when a task is lost or reported, or when the heap does not return to within 5% of where it began.
 *
 * The heap is compared between two loops that are closed: what a loop keeps for its tasks goes with it. The
 * lateness of timers is measured beside that of the host's own, set for the same moments. A timer of a loop waits, as
 * in asyncio, for the rest of an iteration and for all that this makes ready: with 100,000 tasks that are cancelled at
 * once that is seconds, while the host's timers have their turn in between.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { createHistogram } from "node:perf_hooks";
import { setTimeout as nativeSleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { coroutine, getRunningLoop, run } from "tsyncio";

type Load = typeof import("./soak-load.ts");
type Tally = import("./soak-load.ts").Tally;

const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    live: { type: "string", default: "100000" },
    leak: { type: "boolean", default: false },
  },
});
const minutes = Number(options.minutes);
const live = Number(options.live);
/** How far the heap may be from where it began. */
const tolerance = 0.05;

const faults: string[] = [];
const lateness = { ours: createHistogram(), native: createHistogram() };
/** What `--leak` keeps: the test of this program wants to see it caught. */
const leaked: unknown[] = [];

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in use after the collector has found all it can. */
async function heap(): Promise<number> {
  for (let i = 0; i < 5; i++) {
    collect();
    await nativeSleep(20); // reports of what was collected come in turns of their own
  }
  return process.memoryUsage().heapUsed;
}

/** Inside of the package, so that compiled code finds the runtime by its name. */
async function loadCompiled(): Promise<Load> {
  const target = join(import.meta.dirname, `../build/soak/load-${process.pid}.mjs`);
  execFileSync(process.execPath, [join(import.meta.dirname, "soak-compile.ts"), target]);
  return (await import(pathToFileURL(target).href)) as Load;
}

/** Sets a timer of the loop and one of the host for the same moment, again and again; returns how to end that. */
function sampleLateness(): () => void {
  const loop = getRunningLoop();
  const interval = setInterval(() => {
    const [due, seconds] = [performance.now() + 5, loop.time()];
    loop.callAt(seconds + 0.005, () => record("ours", due));
    setTimeout(() => record("native", due), 5);
  }, 50);
  return () => clearInterval(interval);
}

/** In microseconds; a timer that is early counts as on time. */
function record(whose: keyof typeof lateness, due: number): void {
  lateness[whose].record(Math.max(1, Math.round((performance.now() - due) * 1000)));
}

/** Rounds of everything until the time is up, on a loop of its own. */
async function soak(load: Load, milliseconds: number, tally: Tally): Promise<void> {
  const end = performance.now() + milliseconds;
  const rounds = coroutine(function* (): Generator<unknown, void, unknown> {
    getRunningLoop().setExceptionHandler((_, { message, exception }) =>
      faults.push(`reported: ${message} ${exception ?? ""}`),
    );
    const stop = sampleLateness();
    do yield round(load, tally);
    while (performance.now() < end);
    stop();
  });
  await run(rounds());
}

const round = coroutine(function* (load: Load, tally: Tally): Generator<unknown, void, unknown> {
  const start = performance.now();
  yield load.shortTasks(tally, 20_000);
  yield load.liveTasks(tally, live);
  yield load.queues(tally, 2_000);
  yield load.errorsAndDeadlines(tally, 50);
  yield load.timers(20_000);
  if (options.leak) leaked.push(new Array(100_000).fill(tally));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const megabytes = (process.memoryUsage().heapUsed / 2 ** 20).toFixed(0);
  console.log(`round of ${seconds} s, ${tally.started} tasks so far, heap ${megabytes} MB`);
});

function report(began: number, ended: number, tally: Tally): void {
  const change = ended / began - 1;
  if (change > tolerance) faults.push(`the heap grew by ${(change * 100).toFixed(1)}%`);
  const lost = tally.started - tally.done - tally.cancelled - tally.failed;
  if (lost !== 0) faults.push(`${lost} tasks are lost`);
  console.log(`tasks: ${JSON.stringify({ ...tally, lost })}`);
  console.log(`heap: ${began} bytes before, ${ended} after (${(change * 100).toFixed(2)}%)`);
  for (const [whose, histogram] of Object.entries(lateness)) {
    const [p50, p99] = [50, 99].map((p) => (histogram.percentile(p) / 1000).toFixed(2));
    console.log(`lateness of ${whose} timers: p50 ${p50} ms, p99 ${p99} ms (${histogram.count} samples)`);
  }
  for (const fault of faults) console.log(`FAULT ${fault}`);
}

const load = await loadCompiled();
const empty = (): Tally => ({ started: 0, done: 0, cancelled: 0, failed: 0 });
await soak(load, 3_000, empty()); // the compiler's own memory is there from the beginning
lateness.ours.reset();
lateness.native.reset();
const began = await heap();
const tally = empty();
await soak(load, minutes * 60_000, tally);
report(began, await heap(), tally);
process.exitCode = faults.length > 0 ? 1 : 0;
