// A chain of coroutines in two phases: each awaits the next and uses its result, as with ordinary calls. No
// task is made and the loop is not asked until something really waits.
import { run, sleep } from "tsyncio";

async function measure(sensor: string): Promise<number> {
  console.log(`phase 1: measuring ${sensor}`);
  await sleep(0.02);
  return sensor.length * 10;
}

async function convert(celsius: number): Promise<string> {
  console.log(`phase 2: converting ${celsius}`);
  return `${(celsius * 9) / 5 + 32} F`;
}

async function report(sensor: string): Promise<string> {
  const celsius = await measure(sensor);
  const fahrenheit = await convert(celsius);
  return `${sensor}: ${fahrenheit}`;
}

async function main(): Promise<void> {
  console.log(await report("attic"));
  console.log(await report("kitchen"));
}

await run(main());
