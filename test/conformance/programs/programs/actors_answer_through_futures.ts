import {
  createTask,
  type Future,
  getRunningLoop,
  Queue,
  sleep,
  TaskGroup,
  TimeoutError,
  timeout,
  wait,
} from "tsyncio";
import { type Trace, within } from "../conformance.ts";

class Account {
  readonly inbox = new Queue<[number, Future<number>]>();
  readonly trace: Trace;
  balance = 0;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  async run(): Promise<void> {
    for (;;) {
      const [amount, answer] = await this.inbox.get();
      await sleep(0.5);
      if (answer.cancelled()) {
        this.trace("nobody asks any more", amount);
      } else if (this.balance + amount < 0) {
        answer.setException(new RangeError(`balance is ${this.balance}`));
      } else {
        this.balance += amount;
        answer.setResult(this.balance);
      }
    }
  }

  async ask(amount: number): Promise<number> {
    const answer = getRunningLoop().createFuture<number>();
    await this.inbox.put([amount, answer]);
    return await answer;
  }
}

async function client(trace: Trace, account: Account, name: string, amounts: number[]): Promise<void> {
  for (const amount of amounts) {
    try {
      await within(timeout(2), async () => trace(name, amount, await account.ask(amount)));
    } catch (error) {
      trace(name, amount, error instanceof TimeoutError ? "no answer in time" : error);
    }
  }
}

export async function main(trace: Trace): Promise<void> {
  const account = new Account(trace);
  const actor = createTask(account.run());
  await within(new TaskGroup(), async (group) => {
    group.createTask(client(trace, account, "a", [10, -4]));
    group.createTask(client(trace, account, "b", [-20, 3]));
    group.createTask(client(trace, account, "c", [1, 1]));
    group.createTask(client(trace, account, "d", [5]));
    group.createTask(client(trace, account, "e", [7, -2]));
  });
  actor.cancel();
  await wait([actor]);
  trace("balance", account.balance, account.inbox.qsize());
}
