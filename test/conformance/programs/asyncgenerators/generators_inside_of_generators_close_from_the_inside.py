import asyncio
from contextlib import aclosing


async def numbers(trace):
    try:
        for number in range(9):
            yield number
    finally:
        await asyncio.sleep(1)
        trace("numbers are closed")


async def doubled(trace, source):
    async with aclosing(source) as items:
        try:
            async for number in items:
                yield 2 * number
        finally:
            trace("doubled is closed")


async def main(trace):
    for limit in (0, 1, 3):
        async with aclosing(doubled(trace, numbers(trace))) as items:
            if limit > 0:
                async for number in items:
                    trace("got", number)
                    if number == 2 * limit:
                        break
            trace("left")
        trace("done")
