// A Future is a place for a result that is not there yet. It is given one once, and says so if asked too
// early or told twice.
import { type Future, InvalidStateError, newEventLoop } from "tsyncio";

function show(when: string, future: Future<string>): void {
  console.log(`${when}: ${future.done() ? `done, ${future.result()}` : "pending"}`);
}

function attempt(what: string, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof InvalidStateError)) throw error;
    console.log(`${what}: InvalidStateError`);
  }
}

const loop = newEventLoop();
const answer = loop.createFuture<string>();

show("at first", answer);
attempt("asking too early", () => answer.result());

loop.callSoon(() => answer.setResult("forty-two"));
show("before the loop runs", answer);

console.log(`the loop ran until: ${await loop.runUntilComplete(answer)}`);
show("afterwards", answer);
attempt("telling it twice", () => answer.setResult("forty-three"));

loop.close();
