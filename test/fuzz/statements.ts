/**
 * The statements of random programs. What an expression is, is in expressions.ts; what opens a block, in blocks.ts.
 */

import { contests } from "./awaits.ts";
import { blocks } from "./blocks.ts";
import { inContexts } from "./contexts.ts";
import { DELAYS, DIVISIONS, FLAGS, type Form, form, SHAPES } from "./form.ts";

/** Raised by the library, or by the program. */
const ERRORS = [
  ...["QueueEmpty", "QueueFull", "QueueShutDown", "InvalidStateError", "BrokenBarrierError"],
  ...["TimeoutError", "LookupError", "RuntimeError"],
];

const simple: readonly Form[] = [
  form("statement", "await", 'say("$label", await $0)', { weight: 20, parts: ["awaitable"] }),
  form("statement", "value", 'say("$label", $0)', { weight: 8, parts: ["value"] }),
  form("statement", "raise", 'say("$label")\nraise ValueError("$label")', {
    weight: 0.5,
    typescript: 'say("$label");\nthrow new RangeError("$label");',
  }),
  form("statement", "raise another", 'say("$label")\nraise $error("$label")', {
    weight: 0.3,
    values: { error: ["LookupError", "RuntimeError"] },
    typescript: 'say("$label");\nthrow new $error("$label");',
  }),
  form("statement", "raise a group", 'say("$label")\nraise group_of_errors("$shape", "$label")', {
    weight: 0.3,
    values: { shape: SHAPES },
    typescript: 'say("$label");\nthrow groupOfErrors("$shape", "$label");',
  }),
  form("statement", "interrupt", 'say("$label")\nraise $error("$label")', {
    weight: 0.3,
    values: { error: ["KeyboardInterrupt", "SystemExit"] },
    typescript: 'say("$label");\nthrow new $error("$label");',
  }),
  form("statement", "return", 'say("$label")\nreturn "$label"', {
    weight: 0.5,
    typescript: 'say("$label");\nreturn "$label";',
  }),
  form("statement", "break", 'say("$label")\nbreak', { weight: 6, typescript: 'say("$label");\nbreak;' }),
  form("statement", "continue", 'say("$label")\ncontinue', { typescript: 'say("$label");\ncontinue;' }),
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
      // An interrupt passes by a catch around an await, and by no other.
      typescript: `try {
  await undefined;
  $body0
} catch (error) {
  say("$label", error);
}`,
    },
  ),
  form(
    "statement",
    "except a class",
    `try:
    $body0
    raise $error("$label")
except $error as error:
    say("$label", error)
    $body1`,
    {
      weight: 2,
      values: { error: ERRORS },
      bodies: ["statements", "statements"],
      typescript: `try {
  $body0
  throw new $error("$label");
} catch (error) {
  if (!(error instanceof $error)) throw error;
  say("$label", error);
  $body1
}`,
    },
  ),
  form(
    "statement",
    "except an interrupt",
    `try:
    $body0
    raise $error("$label")
except (KeyboardInterrupt, SystemExit) as error:
    say("$label", error)
    $body1`,
    {
      values: { error: ["KeyboardInterrupt", "SystemExit"] },
      bodies: ["statements", "statements"],
      typescript: `try {
  $body0
  throw new $error("$label");
} catch (error) {
  if (!(error instanceof KeyboardInterrupt || error instanceof SystemExit)) throw error;
  say("$label", error);
  $body1
}`,
    },
  ),
  form(
    "statement",
    "except a group",
    `try:
    $body0
    raise group_of_errors("$shape", "$label")
except BaseExceptionGroup as error:
    say("$label", divide(error, "$how"))`,
    {
      weight: 2,
      values: { how: DIVISIONS, shape: SHAPES },
      bodies: ["statements"],
      typescript: `try {
  $body0
  throw groupOfErrors("$shape", "$label");
} catch (error) {
  if (!(error instanceof BaseExceptionGroup)) throw error;
  say("$label", divide(error, "$how"));
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
    "take a cancellation back",
    `try:
    $body0
except asyncio.CancelledError as error:
    say("$label", [error, world.uncancel()])
    $body1`,
    {
      bodies: ["statements", "statements"],
      typescript: `try {
  $body0
} catch (error) {
  if (!(error instanceof CancelledError)) throw error;
  say("$label", [error, world.uncancel()]);
  $body1
}`,
    },
  ),
  form(
    "statement",
    "raise from",
    `try:
    $body0
except Exception as error:
    say("$label")
    raise ExitError("$label", error) from error`,
    {
      bodies: ["statements"],
      typescript: `try {
  await undefined;
  $body0
} catch (error) {
  if (!isOrdinary(error)) throw error;
  say("$label");
  throw new ExitError("$label", error, { cause: error });
}`,
    },
  ),
  form(
    "statement",
    "except a part of a group",
    `try:
    $body0
    raise group_of_errors("$shape", "$label")
except BaseExceptionGroup as error:
    caught, rest = error.split($error)
    say("$label", [caught, rest])
    if rest is not None:
        raise rest`,
    {
      values: { error: ["ValueError", "RuntimeError", "LookupError", "TimeoutError"], shape: SHAPES },
      bodies: ["statements"],
      typescript: `try {
  $body0
  throw groupOfErrors("$shape", "$label");
} catch (error) {
  if (!(error instanceof BaseExceptionGroup)) throw error;
  const [caught, rest] = error.split($error);
  say("$label", [caught, rest]);
  if (rest !== undefined) throw rest;
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

const callbacks: readonly Form[] = [
  form(
    "statement",
    "act when done",
    `def callback(done):
    say("$label", done)
    $body0
$0.add_done_callback(callback)`,
    {
      weight: 2,
      parts: ["future"],
      bodies: ["values"],
      typescript: `$0.addDoneCallback((done) => {
  say("$label", done);
  $body0
});`,
    },
  ),
  scheduled("call soon", "handle", "loop.call_soon(callback)", {}),
  scheduled("call later", "timer", "loop.call_later($delay, callback)", { delay: DELAYS }),
  scheduled("call at", "timer", "loop.call_at($when, callback)", { when: [0, 0.5, 0.5, 1, 1, 1.5, 2, 3, 4] }),
];

function scheduled(name: string, kept: string, call: string, values: Form["values"]): Form {
  const camel = call.replaceAll(/_([a-z])/g, (_, letter) => letter.toUpperCase());
  return form(
    "statement",
    name,
    `def callback():\n    say("$label")\n    $body0\nworld.${kept} = world.${call}`,
    {
      values,
      bodies: ["values"],
      typescript: `world.${kept} = world.${camel.replace("callback", '() => {\n  say("$label");\n  $body0\n}')};`,
    },
  );
}

/** All statements. */
export const statements: readonly Form[] = [
  ...simple,
  ...tries,
  ...blocks,
  ...contests,
  ...inContexts,
  ...callbacks,
];
