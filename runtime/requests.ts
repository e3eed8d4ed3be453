// Requests that native code makes on async generators: they are carried out in the order in which they were made.
// Not here: what a request does (asyncgenerators.ts).
// Invariant: a request that a task has made has no place in that order: it begins when the task awaits it, as in Python.

import { type CoroutineObject, CoroutinePrototype, KIND, promiseMethods, USED } from "./coroutines.ts";
import { executingLoop } from "./events.ts";

const LATEST: unique symbol = Symbol("latest");
const EARLIER: unique symbol = Symbol("earlier");
const PROMISE: unique symbol = Symbol("promise");

/** Something on which requests are made: an async generator. */
interface Requested {
  [LATEST]?: Request;
}

interface Request extends CoroutineObject {
  /** The one that was made before. */
  [EARLIER]?: Request | undefined;
  /** Its result, where a later request has made it begin, or wait for those before it. */
  [PROMISE]?: Promise<unknown>;
}

/** Remembers the request if native code has made it, and gives it back. */
export function inOrder<R extends object>(generator: object, request: R): R {
  if (executingLoop()?._currentTask !== undefined) return request;
  (request as Request)[EARLIER] = (generator as Requested)[LATEST];
  (generator as Requested)[LATEST] = request as Request;
  return request;
}

/** Native code that awaits a request expects those before it to have been made, whether it awaits them or not. */
function promiseOf(request: Request): Promise<unknown> {
  const { [EARLIER]: earlier, [PROMISE]: promise } = request;
  if (promise !== undefined) return promise;
  const { then } = CoroutinePrototype as unknown as Promise<unknown>;
  const start = () => Reflect.apply(then, request, []);
  if (earlier === undefined || earlier[KIND] === USED) return start();
  request[EARLIER] = undefined;
  earlier[PROMISE] = promiseOf(earlier);
  request[PROMISE] = earlier[PROMISE].then(start, start);
  return request[PROMISE];
}

/** The prototype of requests, which are coroutines. */
export const RequestPrototype: object = Object.create(CoroutinePrototype, promiseMethods(promiseOf));
