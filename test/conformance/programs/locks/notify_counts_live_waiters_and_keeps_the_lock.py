"""traps: 156"""

import asyncio


async def waiter(trace, condition, name):
    async with condition:
        trace("woken", name, await condition.wait())


async def main(trace):
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(trace, condition, name)) for name in "abcdef"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    async with condition:
        condition.notify(2)
        condition.notify(0)
        await asyncio.sleep(1)
        trace("nobody before the release")
    await asyncio.sleep(1)
    async with condition:
        condition.notify()
    await asyncio.sleep(1)
    async with condition:
        condition.notify(10)
    await asyncio.wait(tasks)
    lock = asyncio.Lock()
    shared = asyncio.Condition(lock)
    async with shared:
        trace("shares the lock", lock.locked())
