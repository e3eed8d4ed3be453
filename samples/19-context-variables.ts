// Context variables: each task works in a copy of its maker's context, so that requests served side by side
// do not mix up their ids, and a callback sees the context it was scheduled in.
import { ContextVar, createTask, gather, getRunningLoop, run, sleep } from "tsyncio";

const requestId = new ContextVar("requestId", { default: "-" });

function log(what: string): void {
  console.log(`[${requestId.get()}] ${what}`);
}

async function query(table: string, delay: number): Promise<void> {
  await sleep(delay);
  log(`read ${table}`);
}

async function handle(id: string, delay: number): Promise<void> {
  const token = requestId.set(id);
  log("begins");
  getRunningLoop().callSoon(log, "a callback of this request");
  await query("users", delay); // a plain await: the same context
  await createTask(query("orders", delay)); // a task: a copy of it
  requestId.reset(token);
  log("ended, the id is given back");
}

async function main(): Promise<void> {
  log("main, before");
  await gather(handle("A", 0.03), handle("B", 0.05));
  log("main, after: what the tasks set stayed theirs");
}

await run(main());
