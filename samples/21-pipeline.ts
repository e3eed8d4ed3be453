// A pipeline of asynchronous generators: each stage pulls from the one before, and closing the last closes them all.
// A context manager made of a generator opens what a stage needs; an exit stack keeps as many as there are.
import { AsyncExitStack, asyncContextManager, run, sleep } from "tsyncio";

interface Sensor {
  name: string;
  values: number[];
}

const sensor = asyncContextManager(async function* (name: string): AsyncGenerator<Sensor> {
  console.log(`${name} is switched on`);
  try {
    yield { name, values: [3, 1, 4, 1, 5] };
  } finally {
    await sleep(0.01);
    console.log(`${name} is switched off`);
  }
});

async function* readings(sensors: Sensor[]): AsyncGenerator<number[]> {
  const count = Math.min(...sensors.map(({ values }) => values.length));
  for (let i = 0; i < count; i++) {
    await sleep(0.01);
    yield sensors.map(({ values }) => values[i] ?? 0);
  }
}

async function* totals(source: AsyncIterable<number[]>): AsyncGenerator<number> {
  let total = 0;
  try {
    // Leaving the loop closes the source: no aclosing() is needed.
    for await (const reading of source) {
      for (const value of reading) total += value;
      yield total;
    }
  } finally {
    console.log(`the total was ${total}`);
  }
}

async function main(): Promise<void> {
  {
    await using stack = new AsyncExitStack();
    const sensors: Sensor[] = [];
    for (const name of ["left", "right"]) sensors.push(await stack.enterAsyncContext(sensor(name)));
    stack.callback(console.log, "leaving");
    for await (const total of totals(readings(sensors))) {
      console.log(total);
      if (total > 10) break;
    }
  }
  console.log("done");
}

await run(main());
