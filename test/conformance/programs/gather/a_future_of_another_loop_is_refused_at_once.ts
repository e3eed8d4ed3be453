import { gather, getRunningLoop, newEventLoop } from "tsyncio";
import { kind, type Trace } from "../conformance.ts";

export async function main(trace: Trace): Promise<void> {
  const other = newEventLoop();
  for (const [name, futures] of Object.entries({
    alone: [other.createFuture()],
    first: [other.createFuture(), getRunningLoop().createFuture()],
    last: [getRunningLoop().createFuture(), other.createFuture()],
  })) {
    try {
      gather(...futures);
    } catch (error) {
      trace(name, kind(error));
    }
  }
}
