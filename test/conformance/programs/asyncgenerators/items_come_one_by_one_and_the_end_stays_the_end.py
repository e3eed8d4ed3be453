"""traps: 187"""

import asyncio


async def count(trace, n):
    for i in range(n):
        await asyncio.sleep(1)
        trace("gives", i)
        yield i
    trace("ends")


async def main(trace):
    numbers = count(trace, 3)
    async for number in numbers:
        trace("got", number)
    for _ in range(2):
        trace("then", await anext(numbers, "nothing"))
