import asyncio


class Account:
    def __init__(self, trace):
        self.trace, self.inbox, self.balance = trace, asyncio.Queue(), 0

    async def run(self):
        while True:
            amount, answer = await self.inbox.get()
            await asyncio.sleep(0.5)
            if answer.cancelled():
                self.trace("nobody asks any more", amount)
            elif self.balance + amount < 0:
                answer.set_exception(ValueError(f"balance is {self.balance}"))
            else:
                self.balance += amount
                answer.set_result(self.balance)

    async def ask(self, amount):
        answer = asyncio.get_running_loop().create_future()
        await self.inbox.put((amount, answer))
        return await answer


async def client(trace, account, name, amounts):
    for amount in amounts:
        try:
            async with asyncio.timeout(2):
                trace(name, amount, await account.ask(amount))
        except ValueError as error:
            trace(name, amount, error)
        except TimeoutError:
            trace(name, amount, "no answer in time")


async def main(trace):
    account = Account(trace)
    actor = asyncio.create_task(account.run())
    async with asyncio.TaskGroup() as group:
        for name, amounts in (("a", [10, -4]), ("b", [-20, 3]), ("c", [1, 1]), ("d", [5]), ("e", [7, -2])):
            group.create_task(client(trace, account, name, amounts))
    actor.cancel()
    await asyncio.wait([actor])
    trace("balance", account.balance, account.inbox.qsize())
