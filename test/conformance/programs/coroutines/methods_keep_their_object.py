"""Coroutine functions as methods: instance, class and overridden with super."""

import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance

    async def deposit(self, amount):
        await asyncio.sleep(1)
        self.balance += amount
        return self.balance

    @classmethod
    async def open(cls, balance):
        await asyncio.sleep(1)
        return cls(balance)


class Audited(Account):
    def __init__(self, balance):
        super().__init__(balance)
        self.log = []

    async def deposit(self, amount):
        self.log.append(amount)
        return await super().deposit(amount) * 10


async def main(trace):
    account = await Audited.open(5)
    trace("opened", account.balance, isinstance(account, Audited))
    trace("deposited", await account.deposit(3), account.log)
    both = await asyncio.gather(account.deposit(1), account.deposit(2))
    trace("both", both, account.balance, account.log)
