// Awaiting a Future that a callback completes: how code of callbacks is brought to coroutines.
import { getRunningLoop, run } from "tsyncio";

// An old-style service: it answers, or fails, by calling back later.
function lookUp(city: string, onFound: (degrees: number) => void, onError: (error: Error) => void): void {
  const loop = getRunningLoop();
  const known: Record<string, number> = { Lisbon: 24, Oslo: 11 };
  const degrees = known[city];
  if (degrees === undefined) loop.callLater(0.02, onError, new RangeError(`no station in ${city}`));
  else loop.callLater(0.02, onFound, degrees);
}

async function temperature(city: string): Promise<number> {
  const reply = getRunningLoop().createFuture<number>();
  lookUp(
    city,
    (degrees) => reply.setResult(degrees),
    (error) => reply.setException(error),
  );
  return await reply;
}

async function main(): Promise<void> {
  for (const city of ["Lisbon", "Oslo", "Atlantis"]) {
    try {
      console.log(`${city}: ${await temperature(city)} degrees`);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      console.log(`${city}: ${error.message}`);
    }
  }
}

await run(main());
