// wait with a timeout raises nothing and cancels nothing: what is pending is yours to cancel and to await,
// so that no task is left behind half done ("destroyed while pending").
import { allTasks, createTask, run, sleep, wait } from "tsyncio";

async function job(name: string, delay: number): Promise<string> {
  try {
    await sleep(delay);
    return name;
  } finally {
    console.log(`${name} leaves`);
  }
}

async function main(): Promise<void> {
  const jobs = [
    createTask(job("a quick one", 0)),
    createTask(job("an hour", 3600), { name: "hour" }),
    createTask(job("a day", 86400), { name: "day" }),
  ];
  const [done, pending] = await wait(jobs, { timeout: 0.1 });
  for (const task of done) console.log(`done: ${task.result()}`);
  console.log(
    `pending: ${[...pending]
      .map((task) => task.getName())
      .sort()
      .join(", ")}`,
  );

  for (const task of jobs) if (pending.has(task)) task.cancel();
  await wait(pending);
  console.log(`cancelled: ${jobs.filter((task) => task.cancelled()).length}`);
  console.log(`tasks left beside main: ${allTasks().size - 1}`);
}

await run(main());
