import { asCompleted, sleep } from "tsyncio";
import { Random, type Trace } from "../conformance.ts";

async function count(seconds: number, words: string[]): Promise<Record<string, number>> {
  await sleep(seconds);
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

export async function main(trace: Trace): Promise<void> {
  const random = new Random(5);
  const text = "the cat and the dog and the bird saw the cat".split(" ");
  const parts: Promise<Record<string, number>>[] = [];
  for (let n = 0; n < text.length; n += 3) parts.push(count(random.below(20) / 8, text.slice(n, n + 3)));
  const total = new Map<string, number>();
  for (const next of asCompleted(parts)) {
    const part = await next;
    for (const [word, n] of Object.entries(part)) total.set(word, (total.get(word) ?? 0) + n);
    trace("part", part, total.size);
  }
  trace("total", [...total].sort());
}
