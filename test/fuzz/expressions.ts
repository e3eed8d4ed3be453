/**
 * The expressions of random programs. What a statement is, is in statements.ts.
 */

import { keeping, oddCoroutines, oddFutures } from "./awaits.ts";
import { ofContexts } from "./contexts.ts";
import { decorated } from "./exits.ts";
import {
  CALLEE,
  DELAYS,
  DIVISIONS,
  FLAGS,
  type Form,
  form,
  ITEMS,
  PAIR,
  QUEUES,
  SHAPES,
  TASK,
  THREE,
  TIMEOUTS,
} from "./form.ts";
import { pulls, requests } from "./generators.ts";

/** Expressions that give a Future. */
export const futures: readonly Form[] = [
  ...oddFutures,
  form("future", "task", 'world.task("t$callee$letter", f$callee)', { weight: 6, values: TASK }),
  form("future", "task started", 'world.task("t$callee$letter", f$callee, $eager)', {
    values: { ...TASK, eager: FLAGS },
  }),
  form("future", "task in a context", 'world.task_in_context("t$callee$letter", f$callee)', { values: TASK }),
  form("future", "task by a factory", 'world.task_by_factory("t$callee$letter", f$callee, $own)', {
    values: { ...TASK, own: FLAGS },
  }),
  form("future", "fresh future", 'world.fresh_future("$label")'),
  form("future", "in an executor", 'world.in_executor($which, "$label", $fails)', {
    weight: 2,
    values: { which: [0, 1, null], fails: [false, false, true] },
  }),
  form("future", "future", "world.futures[$future]", { weight: 2, values: { future: THREE } }),
  form("future", "shield", "asyncio.shield($0)", { weight: 2, parts: ["awaitable"] }),
  form("future", "ensure future", "asyncio.ensure_future($0)", { parts: ["awaitable"] }),
  form("future", "gather", "asyncio.gather($0, $1, return_exceptions=$exceptions)", {
    weight: 2,
    values: { exceptions: FLAGS },
    parts: ["awaitable", "awaitable"],
    typescript: "gather({ returnExceptions: $exceptions }, $0, $1)",
  }),
];

/** Expressions that give a coroutine. */
export const coroutines: readonly Form[] = [
  ...decorated,
  ...pulls,
  ...oddCoroutines,
  form("coroutine", "sleep", 'asyncio.sleep($delay, "$label")', { weight: 8, values: { delay: DELAYS } }),
  form("coroutine", "call", "f$callee()", { weight: 6, values: { callee: CALLEE } }),
  form("coroutine", "wait for", "asyncio.wait_for($0, $timeout)", {
    weight: 3,
    values: { timeout: TIMEOUTS },
    parts: ["awaitable"],
  }),
  form("coroutine", "wait", 'world.wait([$0, $1], $timeout, "$when")', {
    weight: 2,
    values: { timeout: TIMEOUTS, when: ["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"] },
    parts: ["future", "future"],
  }),
  form("coroutine", "as completed", "world.as_completed([$0, $1], $timeout)", {
    values: { timeout: TIMEOUTS },
    parts: ["future", "future"],
  }),
  form("coroutine", "each as completed", "world.each_as_completed([$0, $1], $timeout)", {
    values: { timeout: TIMEOUTS },
    parts: ["future", "future"],
  }),
  form("coroutine", "awaitable", 'world.awaitable("$label")'),
  form("coroutine", "by hand", 'world.by_hand("$label")'),
  form("coroutine", "acquire", "world.locks[$lock].acquire()", { weight: 1, values: { lock: PAIR } }),
  form("coroutine", "acquire a permit", "world.semaphores[$semaphore].acquire()", {
    weight: 1,
    values: { semaphore: PAIR },
  }),
  form("coroutine", "wait for an event", "world.events[$event].wait()", {
    weight: 2,
    values: { event: PAIR },
  }),
  form("coroutine", "wait for a notification", "world.condition.wait()", { weight: 2 }),
  form("coroutine", "acquire the lock of a condition", "world.condition.acquire()"),
  form("coroutine", "wait at a barrier", "world.barriers[$barrier].wait()", {
    weight: 2,
    values: { barrier: PAIR },
  }),
  form("coroutine", "reset a barrier", "world.barriers[$barrier].reset()", { values: { barrier: PAIR } }),
  form("coroutine", "abort a barrier", "world.barriers[$barrier].abort()", {
    weight: 0.3,
    values: { barrier: PAIR },
  }),
  form("coroutine", "get", "world.queues[$queue].get()", { weight: 3, values: { queue: QUEUES } }),
  form("coroutine", "put", "world.queues[$queue].put($item)", {
    weight: 3,
    values: { queue: QUEUES, item: ITEMS },
  }),
  form("coroutine", "join", "world.queues[$queue].join()", { values: { queue: QUEUES } }),
];

/** What lets somebody go on, who may be cancelled before he does. */
const LETTING_GO = ["release", "release a permit", "notify", "set", "put", "get", "shut down", "set result"];

/** Expressions that do not wait. */
export const values: readonly Form[] = [
  ...requests,
  ...keeping,
  ...ofContexts,
  form("value", "set", "world.events[$event].set()", { weight: 2, values: { event: PAIR } }),
  form("value", "clear", "world.events[$event].clear()", { values: { event: PAIR } }),
  form("value", "release", "world.locks[$lock].release()", { values: { lock: PAIR } }),
  form("value", "release a permit", "world.semaphores[$semaphore].release()", {
    values: { semaphore: PAIR },
  }),
  form("value", "notify", "world.condition.notify($count)", { values: { count: [0, 1, 2] } }),
  form("value", "notify all", "world.condition.notify_all()"),
  form("value", "release the lock of a condition", "world.condition.release()", { weight: 0.3 }),
  form("value", "put now", "world.queues[$queue].put_nowait($item)", {
    weight: 2,
    values: { queue: QUEUES, item: ITEMS },
  }),
  form("value", "get now", "world.queues[$queue].get_nowait()", { values: { queue: QUEUES } }),
  form("value", "task done", "world.queues[$queue].task_done()", { values: { queue: QUEUES } }),
  form("value", "shut down", "world.queues[$queue].shutdown($immediate)", {
    weight: 0.5,
    values: { queue: QUEUES, immediate: FLAGS },
  }),
  form("value", "set result", 'world.futures[$future].set_result("$label")', {
    weight: 2,
    values: { future: THREE },
  }),
  form("value", "set exception", 'world.futures[$future].set_exception(ValueError("$label"))', {
    values: { future: THREE },
    typescript: 'world.futures[$future].setException(new RangeError("$label"))',
  }),
  form("value", "cancel", 'world.cancel("t$callee$letter", "$label")', { weight: 4, values: TASK }),
  form("value", "result of a future", "world.futures[$future].result()", { values: { future: THREE } }),
  form("value", "exception of a future", "world.futures[$future].exception()", { values: { future: THREE } }),
  form("value", "fail a future", 'world.fail($future, "$how", "$label")', {
    values: { future: THREE, how: ["class", "cancelled", "timeout", "interrupt", "no error"] },
  }),
  form("value", "cancel without a message", 'world.cancel_silently("t$callee$letter")', { values: TASK }),
  form("value", "cancel all", 'world.cancel_all("$label")', { weight: 0.5 }),
  form("value", "result of a task", 'world.named_task("t$callee$letter").result()', {
    weight: 0.5,
    values: TASK,
  }),
  form("value", "exception of a task", 'world.named_task("t$callee$letter").exception()', {
    weight: 1.5,
    values: TASK,
  }),
  form("value", "rename a task", 'world.named_task("t$callee$letter").set_name("$label")', {
    weight: 0.3,
    values: TASK,
  }),
  form("value", "uncancel a task", 'world.named_task("t$callee$letter").uncancel()', { values: TASK }),
  form("value", "cancelling", "world.cancelling()"),
  form("value", "let go and cancel", 'world.let_go_and_cancel("$what", "t$callee$letter", $all, "$label")', {
    weight: 3,
    values: { ...TASK, what: LETTING_GO, all: FLAGS },
  }),
  form("value", "cancel a future", 'world.futures[$future].cancel("$label")', {
    weight: 0.5,
    values: { future: THREE },
  }),
  form("value", "state", 'world.state("t$callee$letter")', { values: TASK }),
  form("value", "set the outcome of a task", 'world.set_outcome("t$callee$letter", $fails)', {
    weight: 0.5,
    values: { ...TASK, fails: FLAGS },
  }),
  form("value", "what a task belongs to", 'world.belongs_here("t$callee$letter")', {
    weight: 0.5,
    values: TASK,
  }),
  form("value", "graph", 'world.graph("t$callee$letter")', { values: TASK }),
  form("value", "names of all tasks", "world.names_of_all()", { weight: 0.5 }),
  form("value", "without a task", "world.without_task(f$callee, $fails)", {
    weight: 0.5,
    values: { callee: CALLEE, fails: FLAGS },
  }),
  form("value", "spawn", 'world.task("t$callee$letter", f$callee)', { weight: 4, values: TASK }),
  form("value", "spawn in the group", "world.spawn_in_group($callee, f$callee)", {
    weight: 2,
    values: { callee: CALLEE },
  }),
  form(
    "value",
    "spawn in the group with options",
    'world.spawn_with_options($callee, f$callee, "$label", $eager)',
    {
      values: { callee: CALLEE, eager: FLAGS },
    },
  ),
  form("value", "uncancel", "world.uncancel()", { weight: 0.5 }),
  form("value", "cancel oneself", 'world.cancel_current("$label")', { weight: 0.5 }),
  form("value", "reschedule", "world.reschedule($delay)", { values: { delay: TIMEOUTS } }),
  form("value", "reschedule another", "world.reschedule_another($index, $delay)", {
    weight: 2,
    values: { index: [0, 1, 2, 3], delay: TIMEOUTS },
  }),
  form("value", "look at the timeouts", "world.look_at_timeout()"),
  form("value", "cancel a handle", "world.cancel_handle()"),
  form("value", "cancel a timer", "world.cancel_timer()"),
  form("value", "look at the handles", "world.look_at_handles()"),
  form("value", "remove a done callback", "world.remove_done_callback()"),
  form("value", "set a variable", 'world.set_variable("$label")'),
  form("value", "get a variable", "world.variable.get()"),
  form("value", "reset a variable", "world.reset_variable()"),
  form("value", "look at a token", "world.look_at_token()", { weight: 0.5 }),
  form("value", "keep the context", "world.keep_context()"),
  form("value", "in the context", 'world.in_context("$label")'),
  form("value", "look at the context", "world.look_at_context()"),
  form("value", "divide a group", 'divide(group_of_errors("$shape", "$label"), "$how")', {
    weight: 0.5,
    values: { shape: SHAPES, how: DIVISIONS },
  }),
  form("value", "report", 'world.report("$label")', { weight: 0.5 }),
  form("value", "report by default", 'world.report_by_default("$label")', { weight: 0.3 }),
  form("value", "swap the handler", "world.swap_handler()", { weight: 0.5 }),
  form("value", "stop", "world.loop.stop()", { weight: 0.3 }),
  form("value", "look at the loop", "world.look_at_loop()", { weight: 0.3 }),
  form("value", "look", "world.look()"),
];
