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
}

export async function measure(samplers: readonly Sampler[], plan: Plan): Promise<Figures[]> {
  const rounds: number[] = [];
  for (const sampler of samplers) rounds.push(await calibrate(sampler, plan.sampleTime));
  const samples = samplers.map((): number[] => []);
  for (let i = 0; i < plan.repetitions; i++) {
    for (const [index, sampler] of samplers.entries()) {
      const count = rounds[index] ?? 1;
      samples[index]?.push((await time(sampler, count)) / count);
    }
  }
  return samples.map(summarize);
}

/** Doubles the rounds until they take long enough, which warms the code up as well. */
async function calibrate(sampler: Sampler, sampleTime: number): Promise<number> {
  const wanted = sampleTime * 1e6;
  for (let rounds = 1; ; rounds *= 2) {
    const taken = await time(sampler, rounds);
    if (taken >= wanted) return Math.max(1, Math.round((rounds * wanted) / (await time(sampler, rounds))));
  }
}

async function time(sampler: Sampler, rounds: number): Promise<number> {
  const start = process.hrtime.bigint();
  await sampler(rounds);
  return Number(process.hrtime.bigint() - start);
}

function summarize(samples: number[]): Figures {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}
