/**
 * What random programs find around them: a log, and objects whose use shows in it. All of it is native code, and stays
 * so on every route.
 */

/** After so many lines a program is stopped: each line more throws. */
const LONGEST_LOG = 1000;

class Base {
  n = 3;
  base(value: number): number {
    return 2 * value;
  }
  get size(): number {
    return 4;
  }
  static base(value: number): number {
    return 3 * value;
  }
  static get size(): number {
    return 5;
  }
}

/** A world of its own for one run of one program, as the names it sees. */
export function newWorld(): Record<string, unknown> {
  const lines: string[] = [];
  const log = (value: unknown) => {
    if (lines.length >= LONGEST_LOG) throw new Error("the log is full");
    lines.push(String(value));
    return value;
  };
  const leave = (id: number) => void log(`leave ${id}`);
  return {
    log,
    Base,
    entries: () => [...lines],
    logItem: (item: IteratorResult<unknown>) => log(`${item.value} ${item.done}`),
    nameOf: (error: unknown) => (error instanceof Error ? `${error.name} ${kindOf(error)}` : String(error)),
    tag: (texts: TemplateStringsArray, ...values: unknown[]) => texts.length + Number(values[0]),
    later: (value: unknown) => new Promise((resolve) => queueMicrotask(() => resolve(value))),
    // biome-ignore lint/suspicious/noThenProperty: programs await thenables, too
    thenable: (value: unknown) => ({ then: (resolve: (value: unknown) => void) => resolve(value) }),
    slowly: (items: readonly unknown[]) => slowly(items, log),
    disposable: (id: number, n: number) => ({ n, [Symbol.dispose]: () => leave(id) }),
    asyncDisposable: (id: number, n: number) => ({
      n,
      [Symbol.asyncDispose]: () => Promise.resolve(id).then(leave),
    }),
  };
}

/** The messages of the language name what the source says, and no two routes say the same. */
function kindOf(error: Error): string {
  return error.constructor === Error ? error.message : "";
}

/** An asynchronous iterable that says when it is closed. */
function slowly(items: readonly unknown[], log: (value: unknown) => unknown): AsyncIterable<unknown> {
  const iterator = items.values();
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => Promise.resolve(iterator.next()),
      return: () => {
        log("closed");
        return Promise.resolve({ done: true, value: undefined });
      },
    }),
  };
}
