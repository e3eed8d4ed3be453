/**
 * What random programs do with contexts and their variables.
 */

import { type Form, form } from "./form.ts";

/** Statements that set a variable for a while, or that schedule something in a context. */
export const inContexts: readonly Form[] = [
  form(
    "statement",
    "variable in a block",
    'with world.contexts.set("$label"):\n    say("$label")\n    $body0',
    {
      bodies: ["statements"],
      typescript: '{\n  using _ = world.contexts.set("$label");\n  say("$label");\n  $body0\n}',
    },
  ),
  form(
    "statement",
    "call soon in a context",
    `def callback():
    say("$label", world.contexts.look_into())
    $body0
world.handle = world.loop.call_soon(callback, context=world.contexts.context)`,
    {
      bodies: ["values"],
      typescript: `world.handle = world.loop.callSoon({ context: world.contexts.context }, () => {
  say("$label", world.contexts.lookInto());
  $body0
});`,
    },
  ),
  form(
    "statement",
    "done callback in a context",
    `def callback(done):
    say("$label", [done, world.contexts.look_into()])
    $body0
$0.add_done_callback(callback, context=world.contexts.context)`,
    {
      parts: ["future"],
      bodies: ["values"],
      typescript: `$0.addDoneCallback((done) => {
  say("$label", [done, world.contexts.lookInto()]);
  $body0
}, { context: world.contexts.context });`,
    },
  ),
];

/** Expressions that look at a context, or run in it. */
export const ofContexts: readonly Form[] = [
  form("value", "get the bare variable", "world.contexts.get()"),
  form("value", "get the bare variable or", 'world.contexts.get_or("$label")'),
  form("value", "look into the shared context", "world.contexts.look_into()"),
  form("value", "run in the shared context", 'world.contexts.run("$label", $fails)', {
    values: { fails: [false, false, true] },
  }),
  form("value", "run twice in the shared context", 'world.contexts.run_twice("$label")', { weight: 0.3 }),
];
