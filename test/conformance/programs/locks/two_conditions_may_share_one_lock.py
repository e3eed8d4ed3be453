"""traps: 156"""

import asyncio


async def main(trace):
    lock = asyncio.Lock()
    not_empty, not_full = asyncio.Condition(lock), asyncio.Condition(lock)
    items = []

    async def produce(count):
        for n in range(count):
            async with not_full:
                await not_full.wait_for(lambda: len(items) < 2)
                items.append(n)
                trace("put", n, not_empty.locked())
                not_empty.notify()

    async def consume(name, count):
        for _ in range(count):
            async with not_empty:
                await not_empty.wait_for(lambda: len(items) > 0)
                trace("took", name, items.pop(0))
                not_full.notify()
            await asyncio.sleep(1)

    await asyncio.gather(produce(6), consume("a", 3), consume("b", 3))
    trace("free", lock.locked(), not_full.locked())
