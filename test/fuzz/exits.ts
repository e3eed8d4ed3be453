/**
 * What random programs run on their way out: exit stacks and managers, and some that misbehave.
 */

import { CALLEE, type Form, form, PAIR } from "./form.ts";

/** What is done on the way out. */
const LEAVING = ["pass", "pass", "swallow", "replace", "raise again", "cancel", "interrupt"];
const ENTERING = ["pass", "pass", "pass", "raise", "cancel"];
/** What an async generator may do that a manager is made of. */
const ODD = [
  ...["yields once", "yields never", "yields twice", "swallows"],
  ...["yields after an error", "replaces", "raises from"],
];

export const exits: readonly Form[] = [
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
  form(
    "statement",
    "exit stack of all sorts",
    `async with contextlib.AsyncExitStack() as stack_$label:
    stack_$label.push_async_exit(world.exits.waiting("$labelone", "$one"))
    stack_$label.push(world.exits.at_once("$labeltwo", "$two"))
    stack_$label.push_async_callback(world.exits.call_back, "$labelthree", "$three")
    say("$label", await stack_$label.enter_async_context(world.exits.manager("$labellast", "$entering", "$leaving")))
    $body0
    stack_$label.callback(world.exits.call_back_at_once, "$labelfour", "$four")
    $body1`,
    {
      weight: 2,
      values: {
        one: LEAVING,
        two: LEAVING,
        three: LEAVING,
        four: LEAVING,
        entering: ENTERING,
        leaving: LEAVING,
      },
      bodies: ["statements", "statements"],
      typescript: `{
  await using stack_$label = new AsyncExitStack();
  stack_$label.pushAsyncExit(world.exits.waiting("$labelone", "$one"));
  stack_$label.push(world.exits.atOnce("$labeltwo", "$two"));
  stack_$label.pushAsyncCallback(world.exits.callBack, "$labelthree", "$three");
  say("$label", await stack_$label.enterAsyncContext(world.exits.manager("$labellast", "$entering", "$leaving")));
  $body0
  stack_$label.callback(world.exits.callBackAtOnce, "$labelfour", "$four");
  $body1
}`,
    },
  ),
  form(
    "statement",
    "manager of all sorts",
    `async with world.exits.manager("$label", "$entering", "$leaving") as entered_$label:
    say("$label", entered_$label)
    $body0`,
    {
      weight: 2,
      values: { entering: ENTERING, leaving: LEAVING },
      bodies: ["statements"],
      typescript: `{
  await using entered_$label = world.exits.manager("$label", "$entering", "$leaving");
  say("$label", entered_$label);
  $body0
}`,
    },
  ),
  form(
    "statement",
    "odd manager of a generator",
    `async with world.exits.odd("$label", "$how") as entered_$label:
    say("$label", entered_$label)
    $body0`,
    {
      weight: 2,
      values: { how: ODD },
      bodies: ["statements"],
      typescript: `{
  await using entered_$label = world.exits.odd("$label", "$how");
  say("$label", entered_$label);
  $body0
}`,
    },
  ),
];

/** Expressions that wait in a block of its own. */
export const decorated: readonly Form[] = [
  form("coroutine", "decorated", 'world.exits.decorated("$label", "$how", f$callee)', {
    values: { how: ODD, callee: CALLEE },
  }),
];
