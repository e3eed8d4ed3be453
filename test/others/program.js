// What each of the other hosts must print, the same as Node does: a line for each thing that rests on the host.

import {
  asyncEnter,
  asyncExit,
  CancelledError,
  ContextVar,
  coroutine,
  createTask,
  gather,
  getRunningLoop,
  Queue,
  run,
  sleep,
  TaskGroup,
  TimeoutError,
  timeout,
  waitFor,
} from "../../dist/runtime/index.js";

function print(...values) {
  console.log(JSON.stringify(values));
}

const variable = new ContextVar("variable", { default: "unset" });

const main = coroutine(function* () {
  const start = getRunningLoop().time();
  print("gather", yield gather(sleep(0.02, "b"), sleep(0.01, "a")));
  print("time passes", getRunningLoop().time() - start >= 0.018);
  print("promise", yield Promise.resolve("settled"), yield new Promise((r) => setTimeout(r, 5, "later")));
  print("native", yield nativeFunction());
  try {
    yield waitFor(sleep(10), 0.01);
  } catch (error) {
    print("timeout", error instanceof TimeoutError);
  }
  const task = createTask(sleep(10));
  yield sleep(0);
  task.cancel("enough");
  try {
    yield task;
  } catch (error) {
    print("cancelled", error instanceof CancelledError, error.message);
  }
  variable.set("main");
  print("context", yield createTask(read()), yield work());
  const queue = new Queue(1);
  const producer = createTask(produce(queue));
  let sum = 0;
  for (let i = 0; i < 1000; i++) sum += yield queue.get();
  yield producer;
  print("queue", sum);
  print("turns of the host", yield hostTurns());
  print("group", yield inGroup());
  return "done";
});

const read = coroutine(function* () {
  yield sleep(0);
  return variable.get();
});

const work = coroutine(function* () {
  for (let i = 0; i < 100_000; i++) yield nothing();
  return "100,000 awaits";
});

const nothing = coroutine(function* () {});

const produce = coroutine(function* (queue) {
  for (let i = 0; i < 1000; i++) yield queue.put(i);
});

/** The host's timers fire while tasks keep the loop busy. */
const hostTurns = coroutine(function* () {
  let fired = 0;
  const interval = setInterval(() => fired++, 5);
  const end = performance.now() + 100;
  while (performance.now() < end) yield sleep(0);
  clearInterval(interval);
  return fired > 3;
});

const inGroup = coroutine(function* () {
  const [scope, group] = [timeout(5), new TaskGroup()];
  scope[asyncEnter]();
  group[asyncEnter]();
  const tasks = [1, 2, 3].map((n) => group.createTask(sleep(n / 1000, n)));
  yield group[asyncExit]();
  scope[asyncExit]();
  return tasks.map((task) => task.result());
});

async function nativeFunction() {
  return await createTask(sleep(0.001, "from a task"));
}

print(await run(main()));
