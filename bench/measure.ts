/**
 * Times samplers against each other: warm, with as many rounds as make a sample long enough for the clock,
 * and interleaved, so that a busy moment of the machine hits all of them alike. No collection of garbage is
 * forced between samples: a full one throws optimized code away whose objects have all died, and the next
 * sample would measure the compiler.
 */

/** Does so many rounds of a work, to the end. */
export type Sampler = (rounds: number) => Promise<unknown>;

/** Nanoseconds per round. */
export interface Figures {
  readonly median: number;
  /** Half of the samples lie between these two. */
  readonly low: number;
  readonly high: number;
}

export interface Plan {
  readonly repetitions: number;
  /** How long a sample should take, in milliseconds. */
  readonly sampleTime: number;
  /** How long each is run before, in milliseconds: a loop with all its parts takes long to be optimized. */
  readonly warmUp: number;
}

export async function measure(samplers: readonly Sampler[], plan: Plan): Promise<Figures[]> {
  const rounds: number[] = [];
  for (const sampler of samplers) rounds.push(await calibrate(sampler, plan));
  const samples = samplers.map((): number[] => []);
  for (let i = 0; i < plan.repetitions; i++) {
    for (const [index, sampler] of samplers.entries()) {
      const count = rounds[index] ?? 1;
      samples[index]?.push((await time(sampler, count)) / count);
    }
  }
  return samples.map(summarize);
}

/** Doubles the rounds until the code is warm; the last run tells how many fit into a sample. */
async function calibrate(sampler: Sampler, plan: Plan): Promise<number> {
  for (let rounds = 1; ; rounds *= 2) {
    const taken = await time(sampler, rounds);
    if (taken >= (plan.warmUp * 1e6) / 2)
      return Math.max(1, Math.round((rounds * plan.sampleTime * 1e6) / taken));
  }
}

/**
 * Nanoseconds that this thread has worked. No work here ever waits, so on an idle machine this is the time
 * that passes; on a shared one it leaves out what others took.
 */
async function time(sampler: Sampler, rounds: number): Promise<number> {
  const start = process.threadCpuUsage();
  await sampler(rounds);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) * 1000;
}

function summarize(samples: number[]): Figures {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}
