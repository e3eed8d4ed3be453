// gather and errors: by default the first error reaches the caller at once, and the others run on. With
// returnExceptions every error is a result, in its place.
import { createTask, gather, run, sleep } from "tsyncio";

async function divide(a: number, b: number, delay: number): Promise<number> {
  await sleep(delay);
  if (b === 0) throw new RangeError(`${a} by zero`);
  return a / b;
}

function show(result: number | RangeError): string {
  return result instanceof Error ? `error: ${result.message}` : `${Math.trunc(result)}`;
}

async function main(): Promise<void> {
  const slow = createTask(divide(8, 2, 0.1));
  try {
    await gather(divide(6, 3, 0.02), divide(1, 0, 0), slow);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    console.log(`gather failed with: ${error.message}`);
  }
  console.log(`meanwhile the slow one is ${slow.done() ? "done" : "still running"}`);
  console.log(`and gives ${show(await slow)}`);

  const results = await gather(
    { returnExceptions: true },
    divide(6, 3, 0.02),
    divide(1, 0, 0),
    divide(9, 3, 0),
  );
  for (const result of results) console.log(show(result as number | RangeError));
}

await run(main());
