// Done callbacks run in the order they were added, on the turn after the future is done; arguments are
// bound in a closure (functools.partial in Python). One added to a future that is done already runs as
// well.
import { type Future, getRunningLoop, run, sleep } from "tsyncio";

function announce(future: Future<string>): void {
  console.log(`plain: ${future.result()}`);
}

function tell(who: string, future: Future<string>): void {
  console.log(`for ${who}: ${future.result()}`);
}

async function main(): Promise<void> {
  const parcel = getRunningLoop().createFuture<string>();
  const forGrace = (future: Future<string>): void => tell("Grace", future);
  parcel.addDoneCallback(announce);
  parcel.addDoneCallback((future) => tell("Ada", future));
  parcel.addDoneCallback(forGrace);
  console.log(`callbacks removed: ${parcel.removeDoneCallback(forGrace)}`);

  parcel.setResult("the parcel has come");
  console.log("the result is set, no callback has run");
  await sleep(0);

  parcel.addDoneCallback((future) => tell("the late one", future));
  console.log("added to a future that is done");
  await sleep(0);
}

await run(main());
