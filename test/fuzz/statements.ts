/**
 * The statements of random programs. What an expression is, is in expressions.ts.
 */

import { CALLEE, DELAYS, FLAGS, type Form, form, OWNER, PAIR, TIMEOUTS } from "./form.ts";

const simple: readonly Form[] = [
  form("statement", "await", 'say("$label", await $0)', { weight: 20, parts: ["awaitable"] }),
  form("statement", "value", 'say("$label", $0)', { weight: 8, parts: ["value"] }),
  form("statement", "raise", 'say("$label")\nraise ValueError("$label")', {
    weight: 0.5,
    typescript: 'say("$label");\nthrow new RangeError("$label");',
  }),
  form("statement", "return", 'say("$label")\nreturn "$label"', {
    weight: 0.5,
    typescript: 'say("$label");\nreturn "$label";',
  }),
  form("statement", "done callback", 'world.when_done($0, "$label")', { parts: ["future"] }),
];

const tries: readonly Form[] = [
  form(
    "statement",
    "except",
    `try:
    $body0
except Exception as error:
    say("$label", error)`,
    {
      weight: 4,
      bodies: ["statements"],
      typescript: `try {
  $body0
} catch (error) {
  say("$label", error);
}`,
    },
  ),
  form(
    "statement",
    "except cancelled",
    `try:
    $body0
except asyncio.CancelledError as error:
    say("$label", error)
    $body1
    if $again:
        raise`,
    {
      weight: 2,
      values: { again: FLAGS },
      bodies: ["statements", "statements"],
      typescript: `try {
  $body0
} catch (error) {
  if (!(error instanceof CancelledError)) throw error;
  say("$label", error);
  $body1
  if ($again) throw error;
}`,
    },
  ),
  form(
    "statement",
    "finally",
    `try:
    $body0
finally:
    say("$label")
    $body1`,
    {
      weight: 2,
      bodies: ["statements", "no return"],
      typescript: `try {
  $body0
} finally {
  say("$label");
  $body1
}`,
    },
  ),
];

const blocks: readonly Form[] = [
  form("statement", "repeat", 'for _ in range($times):\n    say("$label")\n    $body0', {
    values: { times: [1, 2, 3] },
    bodies: ["statements"],
    typescript: 'for (let i = 0; i < $times; i++) {\n  say("$label");\n  $body0\n}',
  }),
  holding("lock", "world.locks[$which]"),
  holding("semaphore", "world.semaphores[$which]"),
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
  form(
    "statement",
    "timeout",
    `async with world.timeout($timeout, "$label"):
    say("$label")
    $body0`,
    {
      weight: 3,
      values: { timeout: TIMEOUTS },
      bodies: ["statements"],
      typescript: `{
  await using _ = world.timeout($timeout, "$label");
  say("$label");
  $body0
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
];

const generators: readonly Form[] = [
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

const callbacks: readonly Form[] = [
  scheduled("call soon", "loop.call_soon(callback)", {}),
  scheduled("call later", "loop.call_later($delay, callback)", { delay: DELAYS }),
  scheduled("call at", "loop.call_at($when, callback)", { when: [0, 0.5, 0.5, 1, 1, 1.5, 2, 3, 4] }),
];

function holding(what: string, expression: string): Form {
  return form("statement", what, `async with ${expression}:\n    say("$label")\n    $body0`, {
    weight: 2,
    values: { which: PAIR },
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

function scheduled(name: string, call: string, values: Form["values"]): Form {
  const camel = call.replaceAll(/_([a-z])/g, (_, letter) => letter.toUpperCase());
  return form(
    "statement",
    name,
    `def callback():\n    say("$label")\n    $body0\nworld.handle = world.${call}`,
    {
      values,
      bodies: ["values"],
      typescript: `world.handle = world.${camel.replace("callback", '() => {\n  say("$label");\n  $body0\n}')};`,
    },
  );
}

/** All statements. */
export const statements: readonly Form[] = [
  ...simple,
  ...tries,
  ...blocks,
  ...stacks,
  ...generators,
  ...callbacks,
];
