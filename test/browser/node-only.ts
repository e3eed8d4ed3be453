/**
 * The tests of the runtime that only Node can run, by file, each with the reason. `npm run test:browser` prints
 * them and leaves them out; everything else in test/runtime/ runs in the browser.
 */

/** Files of which no test could run. */
export const files: Readonly<Record<string, string>> = {
  "test/runtime/hosts/node.test.ts": "the host of Node",
  "test/runtime/hosts/resources.test.ts": "processes of their own",
  "test/runtime/hosts/stores.test.ts": "AsyncLocalStorage",
  "test/runtime/stores.test.ts": "AsyncLocalStorage",
};

const process = "a process of its own";
const clamped = "browsers let no interval fire more often than each 4 milliseconds";
const silent = "a page does not tell what it has open, so that nobody knows that nothing can wake the loop";
const copy = "a second copy of the modules, which only Node's loader gives";

/** Titles of tests, or of groups of tests. */
export const titles: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "test/runtime/compiled.test.ts": { "has coroutines that native code can await": process },
  "test/runtime/coroutines.test.ts": {
    "coroutines and their functions are known to another copy of the runtime": copy,
  },
  "test/runtime/copies.test.ts": {
    "has for scripts what compiled code calls, in the place of the first one's": copy,
  },
  "test/runtime/depth.test.ts": {
    "a coroutine that awaits for a second without suspending leaves the host its turns:": clamped,
    "lets none of the loop's own callbacks run between two awaits": "turns counted by setImmediate",
  },
  "test/runtime/events.test.ts": { "says that tsyncio is not loaded when only a part of it is": copy },
  "test/runtime/exceptions.test.ts": { "of another copy of the runtime is recognised": copy },
  "test/runtime/futures.test.ts": {
    "is what the console of Node shows, of handles and loops as well": "Node's console",
    "knows the futures of another copy of the runtime": copy,
  },
  "test/runtime/hosts/web.test.ts": { "the channel": process },
  "test/runtime/index.test.ts": {
    "does nothing when it is imported: no listener, no timer, no port": process,
  },
  "test/runtime/interop.test.ts": { "of another copy of the runtime in the same process": copy },
  "test/runtime/loop.test.ts": { "the host has its turns between steps that take long each": clamped },
  "test/runtime/runners.test.ts": { "Ctrl-C": process, "an interrupt": "signals of a process" },
  "test/runtime/testing/virtual.test.ts": {
    "stands still while a step takes long, and the host has its turns meanwhile": clamped,
    "is an error that names the tasks and what they wait for, though the test runner keeps": silent,
    "tells of each task in which calls it waits, the innermost first, and who waits for it": silent,
    "tells of an async generator that it waits in one, and of nothing that stands between the calls": silent,
    "says so when there are no tasks at all": silent,
    "is none while the time passes, once the loop was idle, and is noticed afterwards": silent,
    "is not what a task has while a socket is open that was opened meanwhile": "a socket of its own",
    "is noticed after any number of turns, and in each run of a loop": silent,
    "is noticed beside a timer that never comes": silent,
    "is noticed once what might have woken the loop has ended": silent,
    "notices a deadlock beside them": silent,
  },
  "test/runtime/testing/explore.test.ts": { "may be a deadlock": silent },
  "test/runtime/unawaited.test.ts": {
    "a coroutine that is still held when the process has nothing left to do is reported": process,
    "what is still held when there is nothing left to do is reported, once":
      "what a process tells of its end",
  },
};

/** The pattern of full titles that the browser is to run. */
export function pattern(): RegExp {
  const left = Object.values(titles).flatMap((each) => Object.keys(each));
  const escaped = left.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^(?!.*(${escaped.join("|")}))`);
}
