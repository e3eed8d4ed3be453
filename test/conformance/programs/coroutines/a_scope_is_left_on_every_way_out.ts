/** traps: 189, 190 */

import { asyncEnter, asyncExit, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

interface Options {
  swallow?: boolean;
  enterFails?: boolean;
  exitFails?: boolean;
}

class Scope implements AsyncDisposable {
  constructor(trace: Trace, name: string, options: Options = {}) {
    this.trace = trace;
    this.name = name;
    this.options = options;
  }

  readonly trace: Trace;
  readonly name: string;
  readonly options: Options;

  async [asyncEnter](): Promise<this> {
    await sleep(0);
    if (this.options.enterFails) throw new RangeError("enter");
    this.trace("enter", this.name);
    return this;
  }

  async [asyncExit](error: unknown): Promise<boolean> {
    await sleep(1);
    this.trace("exit", this.name, error);
    if (this.options.exitFails) throw new RangeError("exit");
    return this.options.swallow ?? false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this[asyncExit](undefined);
  }
}

async function returns(trace: Trace): Promise<string> {
  await using _ = new Scope(trace, "return");
  return "value";
}

async function loops(trace: Trace): Promise<void> {
  for (let lap = 0; lap < 3; lap++) {
    await using _ = new Scope(trace, `lap ${lap}`);
    if (lap === 0) continue;
    break;
  }
  trace("after the loop");
}

async function fail(): Promise<void> {
  throw new TypeError("body");
}

async function raises(trace: Trace, options: Options): Promise<string> {
  {
    await using _ = new Scope(trace, "raise", options);
    await fail();
  }
  return "swallowed";
}

export async function main(trace: Trace): Promise<void> {
  trace("result", await returns(trace));
  await loops(trace);
  for (const options of [{}, { swallow: true }, { enterFails: true }, { exitFails: true }]) {
    try {
      trace("goes on", await raises(trace, options));
    } catch (error) {
      trace("leaves", error);
    }
  }
}
