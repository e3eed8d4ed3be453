/**
 * The blocks of random programs: what is entered and left by `async with`. Exit stacks are in exits.ts, async
 * generators in generators.ts; simple statements, those that catch and those that schedule in statements.ts.
 */

import { exits } from "./exits.ts";
import { CALLEE, type Form, form, OWNER, PAIR, TIMEOUTS } from "./form.ts";
import { generators } from "./generators.ts";

const entered: readonly Form[] = [
  form("statement", "repeat", 'for _ in range($times):\n    say("$label")\n    $body0', {
    weight: 3,
    values: { times: [1, 2, 3] },
    bodies: ["in a loop"],
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
  form(
    "statement",
    "barrier",
    `async with world.barriers[$which] as position_$label:
    say("$label", position_$label)
    $body0`,
    {
      values: { which: PAIR },
      bodies: ["statements"],
      typescript: `{
  await using position_$label = world.barriers[$which];
  say("$label", position_$label);
  $body0
}`,
    },
  ),
  within("timeout again", "world.lastTimeout()", {}),
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
export const blocks: readonly Form[] = [...entered, ...exits, ...generators];
