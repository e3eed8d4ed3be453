/** Call graphs of programs compiled with the option `debug` name the awaits of the source, by whichever emitter. */
import { expect, test } from "vitest";
import { projects, strictOnNode } from "./support/project.ts";

const make = projects();

const source = `
import { createTask, formatCallGraph, run, sleep } from "tsyncio";
interface Job { readonly seconds: number }

async function* jobs(): AsyncGenerator<Job> {
  await sleep(1);
  yield { seconds: 2 };
}
class Worker {
  async work(job: Job) {
    await Promise.all([]);
    return 1 + await (
      sleep(job.seconds, 1));
  }
}
const main = async (): Promise<void> => {
  const worker = new Worker();
  for await (const job of jobs()) {
    await worker.work(job);
  }
};
async function watch() {
  const task = createTask(main(), { name: "main" });
  await sleep(0.5);
  console.log(formatCallGraph(task));
  await sleep(1);
  console.log(formatCallGraph(task));
  task.cancel();
}
await run(watch());
`.trimStart();

const expected = `* Task(name='main')
  + Call stack:
  |   in async sleep()
  |   File 'main.ts:5:3', in async generator jobs()
  |   File 'main.ts:17:7', in async main()
* Task(name='main')
  + Call stack:
  |   in async sleep()
  |   File 'main.ts:11:16', in async work()
  |   File 'main.ts:18:5', in async main()
`;

/** Folders are the machine's; columns within a loop's head are the emitter's. */
function comparable(printed: string): string {
  return printed.replaceAll(/'\S*main\.ts:/g, "'main.ts:").replaceAll(/'main\.ts:17:\d+'/g, "'main.ts:17:7'");
}

test("on the text, as Node runs it", async () => {
  const project = make({
    "package.json": { type: "module", tsyncio: { debug: true } },
    "main.ts": source,
  });
  const { stdout, stderr } = await project.node(
    "--enable-source-maps",
    "--import",
    "tsyncio/register",
    "main.ts",
  );
  expect(comparable(stdout) + stderr).toBe(expected);
});

test("on the tree, as tspc emits it", async () => {
  const project = make({
    "tsconfig.json": {
      compilerOptions: {
        ...strictOnNode,
        plugins: [{ transform: "tsyncio/tsc", debug: true }],
      },
      files: ["main.ts"],
    },
    "main.ts": source,
  });
  expect(await project.tspc()).toMatchObject({ code: 0, stdout: "" });
  const { stdout, stderr } = await project.node("--enable-source-maps", "out/main.js");
  expect(comparable(stdout) + stderr).toBe(expected);
});
