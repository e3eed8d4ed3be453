/**
 * The odd ways to await of random programs: what must not be awaited, what may be but once, and tasks that contend.
 */

import { CALLEE, DELAYS, type Form, form, ITEMS, OWNER, THREE, TIMEOUTS } from "./form.ts";

/** Futures that never end here, or at once. */
export const oddFutures: readonly Form[] = [
  form("future", "foreign future", "world.awaits.foreign_future()", { weight: 1.5 }),
  form("future", "gather nothing", "asyncio.gather()", { weight: 0.3 }),
  form("future", "gather three", "asyncio.gather($0, $1, $2, return_exceptions=$exceptions)", {
    values: { exceptions: [false, true] },
    parts: ["awaitable", "future", "awaitable"],
    typescript: "gather({ returnExceptions: $exceptions }, $0, $1, $2)",
  }),
];

/** Coroutines that await one thing twice, or several in the order of their ends. */
export const oddCoroutines: readonly Form[] = [
  form("coroutine", "await twice", "world.awaits.twice(f$callee)", {
    weight: 0.5,
    values: { callee: CALLEE },
  }),
  form("coroutine", "await what was kept", "world.awaits.kept($owner)", { values: { owner: OWNER } }),
  form("coroutine", "first completed", "world.awaits.first_completed([$0, $1], $timeout)", {
    values: { timeout: TIMEOUTS },
    parts: ["future", "future"],
  }),
  form("coroutine", "gather as completed", "world.awaits.gather_completed([$0, $1, $2], $timeout)", {
    values: { timeout: TIMEOUTS },
    parts: ["future", "future", "future"],
  }),
  form("coroutine", "put a pair", 'world.pairs.put([$item, "$label"])', {
    weight: 2,
    values: { item: ITEMS },
  }),
  form("coroutine", "get a pair", "world.pairs.get()", { weight: 2 }),
];

/** What is kept for somebody else to await. */
export const keeping: readonly Form[] = [
  form("value", "keep a coroutine", "world.awaits.keep($callee, f$callee)", { values: { callee: CALLEE } }),
];

/** Statements in which several tasks do the same. */
export const contests: readonly Form[] = [
  form(
    "statement",
    "contend",
    `async def rival_$label(n, delay):
    await asyncio.sleep(delay)
    say("$label", n)
    $body0
    return n
say("$label", await world.awaits.contend([rival_$label(0, $one), rival_$label(1, $two), rival_$label(2, $three)], $when, $loser, "$label"))`,
    {
      weight: 3,
      values: { one: DELAYS, two: DELAYS, three: DELAYS, when: [0, 0.5, 1, 1.5], loser: THREE },
      bodies: ["no return"],
      typescript: `async function rival_$label(n, delay) {
  await sleep(delay);
  say("$label", n);
  $body0
  return n;
}
say("$label", await world.awaits.contend([rival_$label(0, $one), rival_$label(1, $two), rival_$label(2, $three)], $when, $loser, "$label"));`,
    },
  ),
];
