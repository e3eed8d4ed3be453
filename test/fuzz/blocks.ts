/**
 * The blocks of random programs: what is entered and left by `async with`, and async generators.
 * Simple statements, those that catch and those that schedule are in statements.ts.
 */

import { CALLEE, type Form, form, OWNER, PAIR, TIMEOUTS } from "./form.ts";

const entered: readonly Form[] = [
  form("statement", "repeat", 'for _ in range($times):\n    say("$label")\n    $body0', {
    values: { times: [1, 2, 3] },
    bodies: ["statements"],
    typescript: 'for (let i = 0; i < $times; i++) {\n  say("$label");\n  $body0\n}',
  }),
  within("lock", "world.locks[$which]", { which: PAIR }, 2),
  within("semaphore", "world.semaphores[$which]", { which: PAIR }, 2),
  form(
    "statement",
    "condition",
    'async with world.condition:\n    say("$label")\n    $body0\n    say("$label", $0)',
    {
      parts: ["value"],
      bodies: ["statements"],
      typescript: `{
  await using _ = world.condition;
  say("$label");
  $body0
  say("$label", $0);
}`,
    },
  ),
  inCondition("wait in a condition", "await world.condition.wait()"),
  inCondition(
    "wait for a predicate",
    "await world.condition.wait_for(world.events[0].is_set)",
    "await world.condition.waitFor(() => world.events[0].isSet())",
  ),
  inCondition("notify in a condition", "world.condition.notify($count)"),
  within("timeout", 'world.timeout($timeout, "$label")', { timeout: TIMEOUTS }, 2),
  within("timeout at", 'world.timeoutAt($timeout, "$label")', { timeout: TIMEOUTS }),
  form(
    "statement",
    "manager",
    `async with world.manager("$label", $swallows) as entered_$label:
    say("$label", entered_$label)
    $body0`,
    {
      values: { swallows: [false, false, true] },
      bodies: ["statements"],
      typescript: `{
  await using entered_$label = world.manager("$label", $swallows);
  say("$label", entered_$label);
  $body0
}`,
    },
  ),
  form(
    "statement",
    "manager of a generator",
    `@contextlib.asynccontextmanager
async def manager_$label():
    $body0
    try:
        yield "$label"
        say("$label", "left")
    except ValueError as error:
        say("$label", error)
    finally:
        $body1
async with manager_$label() as entered_$label:
    say("$label", entered_$label)
    $body2`,
    {
      bodies: ["no return", "no return", "statements"],
      typescript: `const manager_$label = asyncContextManager(async function* generator_$label() {
  $body0
  try {
    yield "$label";
    say("$label", "left");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say("$label", error);
  } finally {
    $body1
  }
});
{
  await using entered_$label = manager_$label();
  say("$label", entered_$label);
  $body2
}`,
    },
  ),
  form(
    "statement",
    "group",
    `async with world.group($owner) as group_$label:
    say("$label", group_$label.create_task(f$first()))
    $body0
    say("$label", group_$label.create_task(f$second()))
    $body1`,
    {
      weight: 3,
      values: { owner: OWNER, first: CALLEE, second: CALLEE },
      bodies: ["statements", "statements"],
      typescript: `{
  await using group_$label = world.group($owner);
  say("$label", group_$label.createTask(f$first()));
  $body0
  say("$label", group_$label.createTask(f$second()));
  $body1
}`,
    },
  ),
];

const stacks: readonly Form[] = [
  form(
    "statement",
    "exit stack",
    `async with contextlib.AsyncExitStack() as stack_$label:
    await stack_$label.enter_async_context(world.locks[$which])
    say("$label")
    stack_$label.push_async_callback(f$callee)
    stack_$label.callback(say, "$label")
    $body0`,
    {
      weight: 2,
      values: { which: PAIR, callee: CALLEE },
      bodies: ["statements"],
      typescript: `{
  await using stack_$label = new AsyncExitStack();
  await stack_$label.enterAsyncContext(world.locks[$which]);
  say("$label");
  stack_$label.pushAsyncCallback(f$callee);
  stack_$label.callback(say, "$label");
  $body0
}`,
    },
  ),
  form(
    "statement",
    "exit stack by hand",
    `stack_$label = contextlib.AsyncExitStack()
kept_$label = contextlib.AsyncExitStack()
try:
    say("$label", await stack_$label.enter_async_context(world.manager("$label", False)))
    stack_$label.enter_context(world.scope("$label"))
    kept_$label = stack_$label.pop_all()
    stack_$label.push_async_exit(world.on_exit)
    stack_$label.push(world.on_exit_at_once)
    $body0
finally:
    await stack_$label.aclose()
    await kept_$label.aclose()`,
    {
      bodies: ["statements"],
      typescript: `const stack_$label = new AsyncExitStack();
let kept_$label = new AsyncExitStack();
try {
  say("$label", await stack_$label.enterAsyncContext(world.manager("$label", false)));
  stack_$label.enterContext(world.scope("$label"));
  kept_$label = stack_$label.popAll();
  stack_$label.pushAsyncExit(world.onExit);
  stack_$label.push(world.onExitAtOnce);
  $body0
} finally {
  await stack_$label.aclose();
  await kept_$label.aclose();
}`,
    },
  ),
];

const generators: readonly Form[] = [
  form(
    "statement",
    "leave a generator open",
    `async def generator_$label():
    try:
        yield "$label"
        $body0
        yield "$label"
    finally:
        say("$label", "closed")
        await asyncio.sleep(0)
        $body1
say("$label", await world.leave_open(generator_$label()))`,
    {
      weight: 0.5,
      bodies: ["no return", "no return"],
      typescript: `async function* generator_$label() {
  try {
    yield "$label";
    $body0
    yield "$label";
  } finally {
    say("$label", "closed");
    await sleep(0);
    $body1
  }
}
say("$label", await world.leaveOpen(generator_$label()));`,
    },
  ),
  form(
    "statement",
    "close a generator",
    `async def generator_$label():
    try:
        say("$label", (yield "$label"))
        $body0
        yield "$label"
    finally:
        $body1
async with contextlib.aclosing(generator_$label()) as items_$label:
    say("$label", await world.send(items_$label, None))
    $body2
    say("$label", await world.send(items_$label, 1))`,
    {
      bodies: ["no return", "no return", "statements"],
      typescript: `async function* generator_$label() {
  try {
    say("$label", yield "$label");
    $body0
    yield "$label";
  } finally {
    $body1
  }
}
{
  await using items_$label = aclosing(generator_$label());
  say("$label", await world.send(items_$label, undefined));
  $body2
  say("$label", await world.send(items_$label, 1));
}`,
    },
  ),
  form(
    "statement",
    "generate",
    `async def generator_$label():
    try:
        yield "$label"
        $body0
        yield "$label"
    finally:
        say("$label")
async with contextlib.aclosing(generator_$label()) as items_$label:
    async for item in items_$label:
        say("$label", item)
        $body1`,
    {
      bodies: ["no return", "statements"],
      typescript: `async function* generator_$label() {
  try {
    yield "$label";
    $body0
    yield "$label";
  } finally {
    say("$label");
  }
}
for await (const item of generator_$label()) {
  say("$label", item);
  $body1
}`,
    },
  ),
  form(
    "statement",
    "send to a generator",
    `async def generator_$label():
    say("$label", (yield "$label"))
    $body0
    try:
        say("$label", (yield "$label"))
    except ValueError as error:
        say("$label", error)
    finally:
        $body2
    yield "$label"
items_$label = generator_$label()
try:
    say("$label", await world.send(items_$label, None))
    say("$label", await world.send(items_$label, 1))
    $body1
    say("$label", await world.throw(items_$label, "$label"))
    say("$label", await world.send(items_$label, 2))
    say("$label", await world.send(items_$label, 3))
finally:
    await items_$label.aclose()`,
    {
      bodies: ["no return", "statements", "no return"],
      typescript: `async function* generator_$label() {
  say("$label", yield "$label");
  $body0
  try {
    say("$label", yield "$label");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say("$label", error);
  } finally {
    $body2
  }
  yield "$label";
}
const items_$label = generator_$label();
try {
  say("$label", await world.send(items_$label, undefined));
  say("$label", await world.send(items_$label, 1));
  $body1
  say("$label", await world.throw(items_$label, "$label"));
  say("$label", await world.send(items_$label, 2));
  say("$label", await world.send(items_$label, 3));
} finally {
  await items_$label.return();
}`,
    },
  ),
];

function within(name: string, expression: string, values: Form["values"], weight = 1): Form {
  const python = expression.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return form("statement", name, `async with ${python}:\n    say("$label")\n    $body0`, {
    weight,
    values,
    bodies: ["statements"],
    typescript: `{\n  await using _ = ${expression};\n  say("$label");\n  $body0\n}`,
  });
}

function inCondition(name: string, python: string, typescript = python): Form {
  return form("statement", name, `async with world.condition:\n    say("$label", ${python})`, {
    weight: 2,
    values: python.includes("$count") ? { count: [0, 1, 2] } : {},
    typescript: `{\n  await using _ = world.condition;\n  say("$label", ${typescript});\n}`,
  });
}

/** All blocks. */
export const blocks: readonly Form[] = [...entered, ...stacks, ...generators];
