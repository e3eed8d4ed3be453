/**
 * Run as a process: imports each program named on the command line, runs its default export to the end and
 * prints one line for it. Before them stand whether that is native code or a coroutine function, and the limit in
 * seconds.
 */
import { pathToFileURL } from "node:url";
import { run } from "tsyncio";

const [by, limit, ...files] = process.argv.slice(2);

interface Program {
  readonly default: () => Promise<unknown>;
  readonly expected?: unknown;
}

async function outcomeOf(file: string): Promise<object> {
  try {
    const { default: main, expected } = (await import(pathToFileURL(file).href)) as Program;
    return { value: await within(Number(limit), by === "native" ? main() : run(main())), expected };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** A program that never ends must not take the others with it. */
async function within(seconds: number, work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`did not end within ${seconds} seconds`)), seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

for (const file of files) console.log(`#outcome ${file} ${JSON.stringify(await outcomeOf(file))}`);
process.exit();
