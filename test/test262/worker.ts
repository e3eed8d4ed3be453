/** A process that runs the cases it is sent, one after the other, and sends back what became of each. */
import type { Case } from "./cases.ts";
import { Executor, type Setting } from "./execute.ts";

/** What a worker is asked: first its setting, then cases, each once for either side. */
export type Request = Setting | { readonly test: Case; readonly side: "native" | "rewritten" };

let executor: Executor | undefined;
// Tests reject promises that nobody looks at; and what a timer throws belongs to no case.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});
process.on("message", async (request: Request) => {
  if ("test" in request) process.send?.({ answer: await executor?.[request.side](request.test) });
  else executor = new Executor(request);
});
