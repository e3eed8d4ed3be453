/**
 * The async generators of random programs: some are pulled where they are made, some are shared by all tasks.
 */

import { FLAGS, type Form, form, PAIR } from "./form.ts";

export const generators: readonly Form[] = [
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
      bodies: ["no return", "in a loop"],
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
  form(
    "statement",
    "share a generator",
    `async def generator_$label():
    try:
        say("$label", (yield "$label"))
        $body0
        say("$label", (yield "$label"))
    except ValueError as error:
        say("$label", error)
        yield "caught"
    finally:
        say("$label", "finally")
        $body1
world.items.share($slot, generator_$label())`,
    {
      weight: 3,
      values: { slot: PAIR },
      bodies: ["no return", "no return"],
      typescript: `async function* generator_$label() {
  try {
    say("$label", yield "$label");
    $body0
    say("$label", yield "$label");
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say("$label", error);
    yield "caught";
  } finally {
    say("$label", "finally");
    $body1
  }
}
world.items.share($slot, generator_$label());`,
    },
  ),
  form(
    "statement",
    "delegate to a generator",
    `async def generator_inner_$label():
    try:
        yield "$label"
        $body0
        yield "$label"
    finally:
        say("$label", "inner")
        $body1
async def generator_$label():
    try:
        async with contextlib.aclosing(generator_inner_$label()) as inner:
            async for item in inner:
                yield item
    finally:
        say("$label", "outer")
world.items.share($slot, generator_$label())`,
    {
      values: { slot: PAIR },
      bodies: ["no return", "no return"],
      weight: 2,
      typescript: `async function* generator_inner_$label() {
  try {
    yield "$label";
    $body0
    yield "$label";
  } finally {
    say("$label", "inner");
    $body1
  }
}
async function* generator_$label() {
  try {
    yield* generator_inner_$label();
  } finally {
    say("$label", "outer");
  }
}
world.items.share($slot, generator_$label());`,
    },
  ),
  form(
    "statement",
    "close a stubborn generator",
    `async def generator_$label():
    try:
        yield "$label"
        $body0
    finally:
        yield "stubborn"
        say("$label")
stubborn_$label = generator_$label()
say("$label", await world.leave_open(stubborn_$label))
if $closes:
    async with contextlib.aclosing(stubborn_$label):
        $body1`,
    {
      weight: 0.5,
      values: { closes: FLAGS },
      bodies: ["no return", "statements"],
      typescript: `async function* generator_$label() {
  try {
    yield "$label";
    $body0
  } finally {
    yield "stubborn";
    say("$label");
  }
}
const stubborn_$label = generator_$label();
say("$label", await world.leaveOpen(stubborn_$label));
if ($closes) {
  await using _ = aclosing(stubborn_$label);
  $body1
}`,
    },
  ),
];

/** What is done to generators that are shared. */
export const pulls: readonly Form[] = [
  form("coroutine", "pull an item", "world.items.pull($slot)", { weight: 3, values: { slot: PAIR } }),
  form("coroutine", "pull some items", "world.items.pull_some($slot, $count)", {
    values: { slot: PAIR, count: [1, 2, 9] },
  }),
  form("coroutine", "throw into a generator", 'world.items.throw($slot, "$error", "$label")', {
    values: { slot: PAIR, error: ["ValueError", "CancelledError", "RuntimeError"] },
  }),
  form("coroutine", "close a shared generator", "world.items.close($slot)", { values: { slot: PAIR } }),
  form("coroutine", "await what was asked for", "world.items.answer()", { weight: 2 }),
];

/** What may be done at once to generators that are shared. */
export const requests: readonly Form[] = [
  form("value", "ask for an item", "world.items.ask($slot)", { values: { slot: PAIR } }),
  form("value", "ask to throw", 'world.items.ask_to_throw($slot, "$label")', {
    weight: 0.5,
    values: { slot: PAIR },
  }),
  form("value", "ask to close", "world.items.ask_to_close($slot)", { weight: 0.5, values: { slot: PAIR } }),
];
