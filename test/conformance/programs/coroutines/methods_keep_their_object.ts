/** Coroutine functions as methods: instance, class and overridden with super. */

import { gather, sleep } from "tsyncio";
import type { Trace } from "../conformance.ts";

class Account {
  balance: number;

  constructor(balance: number) {
    this.balance = balance;
  }

  async deposit(amount: number): Promise<number> {
    await sleep(1);
    this.balance += amount;
    return this.balance;
  }

  static async open<A extends Account>(this: new (balance: number) => A, balance: number): Promise<A> {
    await sleep(1);
    return new this(balance);
  }
}

class Audited extends Account {
  log: number[] = [];

  override async deposit(amount: number): Promise<number> {
    this.log.push(amount);
    return (await super.deposit(amount)) * 10;
  }
}

export async function main(trace: Trace): Promise<void> {
  const account = await Audited.open(5);
  trace("opened", account.balance, account instanceof Audited);
  trace("deposited", await account.deposit(3), account.log);
  const both = await gather(account.deposit(1), account.deposit(2));
  trace("both", both, account.balance, account.log);
}
