// Two phases, each run in parallel: within a phase every coroutine runs beside the others, and the second
// phase of a city starts as soon as its own first phase has ended. gather inside gather.
import { gather, run, sleep } from "tsyncio";

async function step(phase: string, city: string, what: string, delay: number): Promise<string> {
  await sleep(delay);
  console.log(`${phase}, ${city}: ${what}`);
  return what;
}

async function trip(city: string, pace: number): Promise<string> {
  const booked = await gather(
    step("booking", city, "flight", pace),
    step("booking", city, "hotel", 2 * pace),
  );
  const packed = await gather(step("packing", city, "shoes", 2 * pace), step("packing", city, "map", pace));
  return `${city}: ${[...booked, ...packed].join(", ")}`;
}

async function main(): Promise<void> {
  const trips = await gather(trip("Rome", 0.25), trip("Oslo", 0.02));
  for (const line of trips) console.log(line);
}

await run(main());
